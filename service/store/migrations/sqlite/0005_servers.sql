-- Who holds a claim, how large the queue is, retries that keep their brief, holds and the audit.
ALTER TABLE jobs ADD COLUMN server TEXT NOT NULL DEFAULT '';          -- that claimed it
ALTER TABLE jobs ADD COLUMN home TEXT NOT NULL DEFAULT '';            -- that knows its password
ALTER TABLE jobs ADD COLUMN size_bytes INTEGER NOT NULL DEFAULT 0;    -- of all documents
ALTER TABLE jobs ADD COLUMN page_count INTEGER NOT NULL DEFAULT 0;    -- where it is known
ALTER TABLE jobs ADD COLUMN last_reason TEXT NOT NULL DEFAULT '';     -- why a try broke off
UPDATE jobs SET size_bytes =
  (SELECT f.size_bytes FROM filings f WHERE f.sequence = jobs.sequence) +
  (SELECT coalesce(sum(d.size_bytes), 0) FROM documents d WHERE d.sequence = jobs.sequence);
-- The final state to go back to where a retry ends without a new brief; 0: no retry.
ALTER TABLE filings ADD COLUMN kept_state INTEGER NOT NULL DEFAULT 0;
ALTER TABLE filings ADD COLUMN kept_ocr_state INTEGER NOT NULL DEFAULT 0;
ALTER TABLE filings ADD COLUMN kept_pages_done INTEGER NOT NULL DEFAULT 0;
ALTER TABLE filings ADD COLUMN legal_hold INTEGER NOT NULL DEFAULT 0;
CREATE INDEX filings_by_create ON filings (owner, create_micros, sequence);
CREATE INDEX filings_by_update ON filings (owner, update_micros, sequence);
CREATE TABLE servers (
  id TEXT PRIMARY KEY,
  alive_until_micros INTEGER NOT NULL
);
CREATE TABLE audit (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at_micros INTEGER NOT NULL,
  owner TEXT NOT NULL,
  filing_id TEXT NOT NULL,
  action TEXT NOT NULL
);
