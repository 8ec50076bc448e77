-- Claims that were lost with their server: no tries of the filing.
ALTER TABLE jobs ADD COLUMN deaths BIGINT NOT NULL DEFAULT 0;
