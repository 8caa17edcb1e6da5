BEGIN;

CREATE TABLE "former_key" (
    "domain_id" UUID NOT NULL,
    "key_id" SMALLINT NOT NULL,
    "account_id" UUID NOT NULL,
    "secret" BYTEA NOT NULL,
    "removed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "former_key_pkey" PRIMARY KEY ("domain_id","key_id")
);
CREATE INDEX "former_key_account_id_idx" ON "former_key"("account_id");
ALTER TABLE "former_key" ADD CONSTRAINT "former_key_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

COMMIT;
