BEGIN;

-- What was changed in an account: who, from where, when, before and after.
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "address" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "audit_entry_account_id_at_id_idx" ON "audit_entry"("account_id", "at" DESC, "id" DESC);
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- For how long an account keeps them, and how much of an address. No row: a year, and the network.
CREATE TABLE "audit_settings" (
    "account_id" UUID NOT NULL,
    "retention_days" INTEGER NOT NULL DEFAULT 365,
    "ip_mode" "ip_mode" NOT NULL DEFAULT 'truncated',

    CONSTRAINT "audit_settings_pkey" PRIMARY KEY ("account_id")
);
ALTER TABLE "audit_settings" ADD CONSTRAINT "audit_settings_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
