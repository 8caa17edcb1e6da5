BEGIN;

-- What was deleted stays as a row as long as its links redirect.
ALTER TABLE "mailing" ADD COLUMN "deleted_at" TIMESTAMPTZ(3);
ALTER TABLE "project" ADD COLUMN "deleted_at" TIMESTAMPTZ(3);

-- For the job that deletes what belonged to them.
CREATE INDEX "mailing_deleted_at_idx" ON "mailing"("deleted_at");

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
