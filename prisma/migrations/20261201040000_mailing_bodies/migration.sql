BEGIN;

-- Mailings that were registered by their mail: its parts, prepared, so that the server renders them for recipients.
CREATE TABLE "mailing_body" (
    "mailing_id" BIGINT NOT NULL,
    "account_id" UUID NOT NULL,
    "prepared" TEXT NOT NULL,

    CONSTRAINT "mailing_body_pkey" PRIMARY KEY ("mailing_id")
);
CREATE UNIQUE INDEX "mailing_body_mailing_id_account_id_key" ON "mailing_body"("mailing_id", "account_id");
ALTER TABLE "mailing_body" ADD CONSTRAINT "mailing_body_mailing_id_account_id_fkey" FOREIGN KEY ("mailing_id", "account_id") REFERENCES "mailing"("id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
