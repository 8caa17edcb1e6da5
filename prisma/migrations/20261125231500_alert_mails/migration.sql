BEGIN;
ALTER TABLE alert ADD COLUMN mailed_at timestamptz(3);
-- What was queued before had its mail.
UPDATE alert SET mailed_at = queued_at;
CREATE INDEX alert_mailed_at_idx ON alert (mailed_at);
ALTER TABLE alert_settings ADD COLUMN mailed_at timestamptz(3);
COMMIT;
