BEGIN;

-- The parameters that a project adds to destinations that lack them; null: none.
ALTER TABLE "project" ADD COLUMN "utm" JSONB;

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
