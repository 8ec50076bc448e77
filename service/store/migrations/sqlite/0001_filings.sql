-- Times are microseconds since 1970 UTC; state is FilingState, listing_venue ListingVenue.
CREATE TABLE filings (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,  -- order of submission
  id TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  request_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  display_name TEXT NOT NULL,
  listing_venue INTEGER NOT NULL,
  filing_date TEXT NOT NULL,
  password TEXT NOT NULL,                      -- emptied when the review ends
  state INTEGER NOT NULL,
  page_count INTEGER NOT NULL DEFAULT 0,
  pages_done_count INTEGER NOT NULL DEFAULT 0,
  error_reason TEXT NOT NULL DEFAULT '',
  error_message TEXT NOT NULL DEFAULT '',
  create_micros INTEGER NOT NULL,
  update_micros INTEGER NOT NULL
);
CREATE UNIQUE INDEX filings_by_request ON filings (owner, request_id) WHERE request_id <> '';
CREATE INDEX filings_by_bytes ON filings (sha256, owner);
CREATE TABLE jobs (
  sequence INTEGER PRIMARY KEY REFERENCES filings (sequence) ON DELETE CASCADE,
  attempts INTEGER NOT NULL DEFAULT 0,
  token TEXT NOT NULL DEFAULT '',              -- of the claim; empty: nobody holds it
  lease_until_micros INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE briefs (
  sequence INTEGER PRIMARY KEY REFERENCES filings (sequence) ON DELETE CASCADE,
  brief BLOB NOT NULL                          -- ReviewBrief, deterministic serialisation
);
