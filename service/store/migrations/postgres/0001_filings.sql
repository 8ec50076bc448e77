-- Times are microseconds since 1970 UTC by the database's clock; state is FilingState,
-- listing_venue ListingVenue, ocr_mode OcrMode, ocr_state OcrState, stage JobStage.
CREATE TABLE filings (
  sequence BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,  -- order of submission
  id TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  request_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  display_name TEXT NOT NULL,
  listing_venue BIGINT NOT NULL,
  filing_date TEXT NOT NULL,
  password_given BIGINT NOT NULL DEFAULT 0,
  documents_digest TEXT NOT NULL DEFAULT '',
  state BIGINT NOT NULL,
  page_count BIGINT NOT NULL DEFAULT 0,
  pages_done_count BIGINT NOT NULL DEFAULT 0,
  error_reason TEXT NOT NULL DEFAULT '',
  error_message TEXT NOT NULL DEFAULT '',
  ocr_mode BIGINT NOT NULL DEFAULT 0,      -- as submitted
  ocr_state BIGINT NOT NULL DEFAULT 0,
  ocr_error_reason TEXT NOT NULL DEFAULT '',
  ocr_error_message TEXT NOT NULL DEFAULT '',
  brief_revision BIGINT NOT NULL DEFAULT 0,
  -- The final state to go back to where a retry ends without a new brief; 0: no retry.
  kept_state BIGINT NOT NULL DEFAULT 0,
  kept_ocr_state BIGINT NOT NULL DEFAULT 0,
  kept_pages_done BIGINT NOT NULL DEFAULT 0,
  legal_hold BIGINT NOT NULL DEFAULT 0,
  create_micros BIGINT NOT NULL,
  update_micros BIGINT NOT NULL
);
CREATE UNIQUE INDEX filings_by_request ON filings (owner, request_id) WHERE request_id <> '';
CREATE INDEX filings_by_bytes ON filings (sha256, owner);
CREATE INDEX filings_by_create ON filings (owner, create_micros, sequence);
CREATE INDEX filings_by_update ON filings (owner, update_micros, sequence);
CREATE TABLE jobs (
  sequence BIGINT PRIMARY KEY REFERENCES filings (sequence) ON DELETE CASCADE,
  stage BIGINT NOT NULL DEFAULT 1,
  attempts BIGINT NOT NULL DEFAULT 0,
  token TEXT NOT NULL DEFAULT '',          -- of the claim; empty: nobody holds it
  lease_until_micros BIGINT NOT NULL DEFAULT 0,
  server TEXT NOT NULL DEFAULT '',         -- that claimed it
  home TEXT NOT NULL DEFAULT '',           -- that knows its password
  size_bytes BIGINT NOT NULL DEFAULT 0,    -- of all documents
  page_count BIGINT NOT NULL DEFAULT 0,    -- where it is known
  last_reason TEXT NOT NULL DEFAULT ''     -- why a try broke off
);
CREATE INDEX jobs_by_stage ON jobs (stage, sequence);
CREATE TABLE briefs (
  sequence BIGINT PRIMARY KEY REFERENCES filings (sequence) ON DELETE CASCADE,
  brief BYTEA NOT NULL                     -- ReviewBrief, deterministic serialisation
);
CREATE TABLE documents (
  sequence BIGINT NOT NULL REFERENCES filings (sequence) ON DELETE CASCADE,
  position BIGINT NOT NULL,                -- from 0, as submitted
  role BIGINT NOT NULL,                    -- DocumentRole
  sha256 TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  display_name TEXT NOT NULL,
  PRIMARY KEY (sequence, position)
);
CREATE INDEX documents_by_bytes ON documents (sha256);
CREATE TABLE servers (
  id TEXT PRIMARY KEY,
  alive_until_micros BIGINT NOT NULL
);
CREATE TABLE audit (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at_micros BIGINT NOT NULL,
  owner TEXT NOT NULL,
  filing_id TEXT NOT NULL,
  action TEXT NOT NULL
);
