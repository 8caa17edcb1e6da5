BEGIN;

-- Calls that their client may send again: what was answered, for a day.
CREATE TABLE "idempotent_call" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_until" TIMESTAMPTZ(3) NOT NULL,
    "answer" BYTEA,

    CONSTRAINT "idempotent_call_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "idempotent_call_account_id_key_key" ON "idempotent_call"("account_id", "key");
CREATE INDEX "idempotent_call_at_idx" ON "idempotent_call"("at");
ALTER TABLE "idempotent_call" ADD CONSTRAINT "idempotent_call_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
