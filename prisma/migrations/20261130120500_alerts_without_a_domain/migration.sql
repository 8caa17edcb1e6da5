BEGIN;

-- An alert that a host was taken over outlives the domain that it is about.
ALTER TABLE "alert" DROP CONSTRAINT "alert_domain_id_account_id_fkey";

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
