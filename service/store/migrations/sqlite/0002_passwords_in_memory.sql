-- Passwords stay in memory (service/submitted_passwords.h).
ALTER TABLE filings ADD COLUMN password_given INTEGER NOT NULL DEFAULT 0;
UPDATE filings SET password_given = password <> '', password = '';
ALTER TABLE filings DROP COLUMN password;
