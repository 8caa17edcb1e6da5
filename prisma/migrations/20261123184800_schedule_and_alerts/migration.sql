BEGIN;

-- CreateEnum
CREATE TYPE "alert_kind" AS ENUM ('went_bad', 'recovered');

-- CreateEnum
CREATE TYPE "alert_language" AS ENUM ('en', 'de');

-- AlterTable
ALTER TABLE "domain" ADD COLUMN "unfinished_since" TIMESTAMPTZ(3),
ADD COLUMN "leased_until" TIMESTAMPTZ(3);

-- Nothing checked domains by itself until now: each is due.
UPDATE "domain" SET "next_check_at" = CURRENT_TIMESTAMP;
UPDATE "domain" SET "unfinished_since" = "created_at" WHERE "status" <> 'verified';

-- AlterTable
ALTER TABLE "domain" ALTER COLUMN "next_check_at" SET NOT NULL,
ALTER COLUMN "next_check_at" SET DEFAULT CURRENT_TIMESTAMP;

-- CreateIndex
CREATE INDEX "domain_next_check_at_idx" ON "domain"("next_check_at");

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "domain_id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "kind" "alert_kind" NOT NULL,
    "code" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "queued_at" TIMESTAMPTZ(3),
    "undelivered" TEXT[],

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_settings" (
    "account_id" UUID NOT NULL,
    "language" "alert_language" NOT NULL DEFAULT 'en',
    "recipients" TEXT[],
    "webhook_url" TEXT,
    "webhook_secret" BYTEA,

    CONSTRAINT "alert_settings_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "checks_now" (
    "account_id" UUID NOT NULL,
    "times" TIMESTAMPTZ(3)[],

    CONSTRAINT "checks_now_pkey" PRIMARY KEY ("account_id")
);

-- CreateIndex
CREATE INDEX "alert_account_id_at_idx" ON "alert"("account_id", "at" DESC);

-- CreateIndex
CREATE INDEX "alert_queued_at_idx" ON "alert"("queued_at");

-- CreateIndex
CREATE UNIQUE INDEX "alert_domain_id_at_key" ON "alert"("domain_id", "at");

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_domain_id_account_id_fkey" FOREIGN KEY ("domain_id", "account_id") REFERENCES "domain"("id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_settings" ADD CONSTRAINT "alert_settings_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checks_now" ADD CONSTRAINT "checks_now_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

COMMIT;
