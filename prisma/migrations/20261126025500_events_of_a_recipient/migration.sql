BEGIN;
-- For erasure and export, which would read every event of the account without it.
CREATE INDEX "event_account_id_recipient_idx" ON "event"("account_id", "recipient");
COMMIT;
