-- Recognition of pages, after the first revision of a brief.
ALTER TABLE filings ADD COLUMN ocr_mode INTEGER NOT NULL DEFAULT 0;   -- OcrMode, as submitted
ALTER TABLE filings ADD COLUMN ocr_state INTEGER NOT NULL DEFAULT 0;  -- OcrState
ALTER TABLE filings ADD COLUMN ocr_error_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE filings ADD COLUMN ocr_error_message TEXT NOT NULL DEFAULT '';
ALTER TABLE filings ADD COLUMN brief_revision INTEGER NOT NULL DEFAULT 0;
UPDATE filings SET brief_revision = 1 WHERE sequence IN (SELECT sequence FROM briefs);
ALTER TABLE jobs ADD COLUMN stage INTEGER NOT NULL DEFAULT 1;         -- JobStage
