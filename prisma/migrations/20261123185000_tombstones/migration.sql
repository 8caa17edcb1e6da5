BEGIN;

-- AlterTable
ALTER TABLE "domain" ADD COLUMN "dns_zone" TEXT,
ADD COLUMN "name_servers" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
ADD COLUMN "needs_cname" BOOLEAN NOT NULL DEFAULT false;

-- A message goes on naming the domain that it was on when that is removed.
ALTER TABLE "message" DROP CONSTRAINT "message_click_domain_id_account_id_fkey";
ALTER TABLE "message" DROP CONSTRAINT "message_open_domain_id_account_id_fkey";

-- CreateTable
CREATE TABLE "tombstone" (
    "domain_id" UUID NOT NULL,
    "account_id" UUID,
    "host" TEXT NOT NULL,
    "cname_target" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tombstone_pkey" PRIMARY KEY ("domain_id")
);

-- CreateIndex
CREATE INDEX "tombstone_host_idx" ON "tombstone"("host");

-- CreateIndex
CREATE INDEX "tombstone_account_id_idx" ON "tombstone"("account_id");

-- CreateIndex
CREATE INDEX "domain_check_at_idx" ON "domain_check" USING BRIN ("at");

-- AddForeignKey
ALTER TABLE "tombstone" ADD CONSTRAINT "tombstone_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

COMMIT;
