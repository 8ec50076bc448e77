-- Claims that were lost with their server: no tries of the filing.
ALTER TABLE jobs ADD COLUMN deaths INTEGER NOT NULL DEFAULT 0;
