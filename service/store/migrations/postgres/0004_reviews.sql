-- The reviewer's desk: heads and quotes of briefs, reviews and their events.
-- Of a brief, in the same commit. Messages are those of proto/filing_review/desk/v1.
CREATE TABLE brief_summaries (
  sequence BIGINT PRIMARY KEY REFERENCES filings (sequence) ON DELETE CASCADE,
  version BIGINT NOT NULL,                      -- kSummaryVersion
  listing_venue BIGINT NOT NULL,                -- as the brief says
  head BYTEA NOT NULL,                           -- DeskFiling, what the brief says
  summary BYTEA NOT NULL                         -- BriefSummary without head and quotes
);
CREATE TABLE brief_regimes (                     -- whose outcome is TRIGGERED
  sequence BIGINT NOT NULL REFERENCES filings (sequence) ON DELETE CASCADE,
  regime TEXT NOT NULL,
  PRIMARY KEY (sequence, regime)
);
CREATE TABLE quotes (
  sequence BIGINT NOT NULL REFERENCES filings (sequence) ON DELETE CASCADE,
  number BIGINT NOT NULL,                       -- from 1, in the order of the brief
  finding_key TEXT NOT NULL,
  finding_kind BIGINT NOT NULL,                 -- FindingKind
  page BIGINT NOT NULL,
  quote TEXT NOT NULL,
  terms TEXT NOT NULL,                           -- service/search_terms.h
  PRIMARY KEY (sequence, number)
);
-- Words of all quotes of a brief: which filings a search has to look at.
CREATE TABLE quote_words (
  sequence BIGINT NOT NULL REFERENCES filings (sequence) ON DELETE CASCADE,
  word TEXT NOT NULL,
  PRIMARY KEY (sequence, word)
);
-- Text of pages recognised from pictures, for the brief of now (service/desk/recognized_text.h).
CREATE TABLE recognized_texts (
  sequence BIGINT NOT NULL REFERENCES filings (sequence) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,                          -- of the document
  pages BYTEA NOT NULL,
  PRIMARY KEY (sequence, sha256)
);
-- What the events of a review come to; written with the last of them.
CREATE TABLE reviews (
  sequence BIGINT PRIMARY KEY REFERENCES filings (sequence) ON DELETE CASCADE,
  state BIGINT NOT NULL,                        -- ReviewState
  event_count BIGINT NOT NULL,
  last_hash TEXT NOT NULL,
  decided_count BIGINT NOT NULL,                -- findings of the brief of now
  last_reviewer TEXT NOT NULL,
  last_reviewer_unverified BIGINT NOT NULL,
  record BYTEA NOT NULL                          -- ReviewRecord
);
-- Never changed; hash is over event and previous_hash (service/desk/review_chain.h).
CREATE TABLE review_events (
  sequence BIGINT NOT NULL REFERENCES filings (sequence) ON DELETE CASCADE,
  number BIGINT NOT NULL,                       -- from 1
  event BYTEA NOT NULL,                          -- ReviewEvent without its hashes
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (sequence, number)
);
-- Briefs that were signed, as they were then.
CREATE TABLE signed_briefs (
  sequence BIGINT NOT NULL REFERENCES filings (sequence) ON DELETE CASCADE,
  number BIGINT NOT NULL,                       -- of the event that signed it
  brief BYTEA NOT NULL,
  summary BYTEA NOT NULL,                        -- BriefSummary without head and quotes
  PRIMARY KEY (sequence, number)
);
