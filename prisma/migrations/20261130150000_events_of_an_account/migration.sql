BEGIN;

-- For the list of an account's events, newest first, which would read those of all accounts without it.
CREATE INDEX "event_account_id_at_id_idx" ON "event"("account_id", "at" DESC, "id" DESC);
-- And for those of a link, which would read all of a mailing.
CREATE INDEX "event_link_id_at_id_idx" ON "event"("link_id", "at" DESC, "id" DESC);

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
