-- Further documents of a filing; filings keeps the main one.
CREATE TABLE documents (
  sequence INTEGER NOT NULL REFERENCES filings (sequence) ON DELETE CASCADE,
  position INTEGER NOT NULL,                   -- from 0, as submitted
  role INTEGER NOT NULL,                       -- DocumentRole
  sha256 TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  display_name TEXT NOT NULL,
  PRIMARY KEY (sequence, position)
);
CREATE INDEX documents_by_bytes ON documents (sha256);
ALTER TABLE filings ADD COLUMN documents_digest TEXT NOT NULL DEFAULT '';
