BEGIN;

-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'editor', 'viewer');

-- CreateEnum
CREATE TYPE "key_kind" AS ENUM ('member', 'secret', 'publishable');

-- CreateEnum
CREATE TYPE "domain_status" AS ENUM ('not_verified', 'pending', 'verified');

-- CreateEnum
CREATE TYPE "event_kind" AS ENUM ('click', 'open');

-- CreateEnum
CREATE TYPE "event_class" AS ENUM ('human', 'proxy', 'scanner', 'bot');

-- CreateEnum
CREATE TYPE "ip_mode" AS ENUM ('none', 'truncated', 'full');

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "key" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "member_id" UUID,
    "kind" "key_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_token" (
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "setup_token_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "domain" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "cname_target" TEXT NOT NULL,
    "status" "domain_status" NOT NULL DEFAULT 'not_verified',
    "diagnosis" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',
    "failed_checks" INTEGER NOT NULL DEFAULT 0,
    "failed_since" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "verified_at" TIMESTAMPTZ(3),
    "last_check_at" TIMESTAMPTZ(3),
    "next_check_at" TIMESTAMPTZ(3),

    CONSTRAINT "domain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signing_key" (
    "domain_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "key_id" SMALLINT NOT NULL,
    "secret" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("domain_id","key_id")
);

-- CreateTable
CREATE TABLE "domain_check" (
    "id" UUID NOT NULL,
    "domain_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status" "domain_status" NOT NULL,
    "code" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "transient" BOOLEAN NOT NULL,
    "observation" JSONB NOT NULL,

    CONSTRAINT "domain_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "message_id" BIGINT NOT NULL,
    "link_id" BIGINT,
    "kind" "event_kind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recipient" TEXT,
    "ip" TEXT,
    "user_agent" TEXT,
    "class" "event_class" NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_cursor" (
    "journal" TEXT NOT NULL,
    "position" BIGINT NOT NULL,

    CONSTRAINT "journal_cursor_pkey" PRIMARY KEY ("journal")
);

-- CreateTable
CREATE TABLE "message" (
    "id" BIGSERIAL NOT NULL,
    "account_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "click_domain_id" UUID,
    "open_domain_id" UUID,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link" (
    "id" BIGSERIAL NOT NULL,
    "account_id" UUID NOT NULL,
    "message_id" BIGINT NOT NULL,
    "destination" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "track_opens" BOOLEAN NOT NULL DEFAULT true,
    "track_clicks" BOOLEAN NOT NULL DEFAULT true,
    "ip_mode" "ip_mode" NOT NULL DEFAULT 'truncated',
    "click_domain_id" UUID,
    "open_domain_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "member_account_id_idx" ON "member"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "key_hash_key" ON "key"("hash");

-- CreateIndex
CREATE INDEX "key_account_id_idx" ON "key"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "domain_host_key" ON "domain"("host");

-- CreateIndex
CREATE UNIQUE INDEX "domain_cname_target_key" ON "domain"("cname_target");

-- CreateIndex
CREATE INDEX "domain_account_id_idx" ON "domain"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "domain_id_account_id_key" ON "domain"("id", "account_id");

-- CreateIndex
CREATE INDEX "domain_check_domain_id_at_idx" ON "domain_check"("domain_id", "at" DESC);

-- CreateIndex
CREATE INDEX "event_message_id_at_idx" ON "event"("message_id", "at" DESC);

-- CreateIndex
CREATE INDEX "event_link_id_idx" ON "event"("link_id");

-- CreateIndex
CREATE INDEX "message_project_id_id_idx" ON "message"("project_id", "id" DESC);

-- CreateIndex
CREATE INDEX "message_click_domain_id_idx" ON "message"("click_domain_id");

-- CreateIndex
CREATE INDEX "message_open_domain_id_idx" ON "message"("open_domain_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_id_account_id_key" ON "message"("id", "account_id");

-- CreateIndex
CREATE INDEX "link_message_id_id_idx" ON "link"("message_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "link_id_account_id_key" ON "link"("id", "account_id");

-- CreateIndex
CREATE INDEX "project_account_id_idx" ON "project"("account_id");

-- CreateIndex
CREATE INDEX "project_click_domain_id_idx" ON "project"("click_domain_id");

-- CreateIndex
CREATE INDEX "project_open_domain_id_idx" ON "project"("open_domain_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_id_account_id_key" ON "project"("id", "account_id");

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key" ADD CONSTRAINT "key_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key" ADD CONSTRAINT "key_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domain" ADD CONSTRAINT "domain_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signing_key" ADD CONSTRAINT "signing_key_domain_id_account_id_fkey" FOREIGN KEY ("domain_id", "account_id") REFERENCES "domain"("id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domain_check" ADD CONSTRAINT "domain_check_domain_id_account_id_fkey" FOREIGN KEY ("domain_id", "account_id") REFERENCES "domain"("id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_message_id_account_id_fkey" FOREIGN KEY ("message_id", "account_id") REFERENCES "message"("id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_link_id_account_id_fkey" FOREIGN KEY ("link_id", "account_id") REFERENCES "link"("id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_project_id_account_id_fkey" FOREIGN KEY ("project_id", "account_id") REFERENCES "project"("id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_click_domain_id_account_id_fkey" FOREIGN KEY ("click_domain_id", "account_id") REFERENCES "domain"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_open_domain_id_account_id_fkey" FOREIGN KEY ("open_domain_id", "account_id") REFERENCES "domain"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link" ADD CONSTRAINT "link_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link" ADD CONSTRAINT "link_message_id_account_id_fkey" FOREIGN KEY ("message_id", "account_id") REFERENCES "message"("id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_click_domain_id_account_id_fkey" FOREIGN KEY ("click_domain_id", "account_id") REFERENCES "domain"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_open_domain_id_account_id_fkey" FOREIGN KEY ("open_domain_id", "account_id") REFERENCES "domain"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A key id is one byte in the token.
ALTER TABLE "signing_key" ADD CONSTRAINT "signing_key_key_id_is_a_byte" CHECK ("key_id" BETWEEN 0 AND 255);

COMMIT;
