BEGIN;

-- What a domain served as its association files, and what was found of them from outside, the last time somebody looked.
CREATE TABLE "file_check" (
    "domain_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "served" JSONB NOT NULL,
    "places" JSONB NOT NULL,

    CONSTRAINT "file_check_pkey" PRIMARY KEY ("domain_id")
);
ALTER TABLE "file_check" ADD CONSTRAINT "file_check_domain_id_account_id_fkey" FOREIGN KEY ("domain_id", "account_id") REFERENCES "domain"("id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
