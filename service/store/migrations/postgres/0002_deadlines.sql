-- When the submitter no longer wants the review, microseconds since 1970 UTC; 0: never.
ALTER TABLE jobs ADD COLUMN deadline_micros BIGINT NOT NULL DEFAULT 0;
CREATE INDEX jobs_by_deadline ON jobs (deadline_micros) WHERE deadline_micros <> 0;
