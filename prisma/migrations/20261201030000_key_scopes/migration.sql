BEGIN;

-- What a key is limited to. Secret keys have the scopes that are what they could do so far; servers of the version
-- before go on creating such keys, and know none with the new prefixes.
ALTER TABLE "key"
    ADD COLUMN "scopes" TEXT[] DEFAULT ARRAY['mailings:write', 'reports:read', 'recipients:write', 'recipients:erase']::TEXT[],
    ADD COLUMN "project_id" UUID,
    ADD COLUMN "origins" TEXT[] DEFAULT ARRAY[]::TEXT[],
    ADD COLUMN "expires_at" TIMESTAMPTZ(3),
    ADD COLUMN "last_used_at" TIMESTAMPTZ(3);
ALTER TABLE "key" ADD CONSTRAINT "key_project_id_account_id_fkey" FOREIGN KEY ("project_id", "account_id") REFERENCES "project"("id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "key_project_id_idx" ON "key"("project_id");
-- A page's browser asks whether its origin is allowed before it sends a key.
CREATE INDEX "key_origins_idx" ON "key" USING GIN ("origins");

-- What wraps a project's mail: when it was last seen, and on which sites.
CREATE TYPE "connection_kind" AS ENUM ('sender', 'builder', 'hand');
CREATE TABLE "connection" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "kind" "connection_kind" NOT NULL,
    "source" TEXT NOT NULL,
    "key_id" UUID,
    "sites" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "last_seen_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connection_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "connection_project_id_kind_source_key" ON "connection"("project_id", "kind", "source");
CREATE INDEX "connection_account_id_idx" ON "connection"("account_id");
CREATE INDEX "connection_key_id_idx" ON "connection"("key_id");
ALTER TABLE "connection" ADD CONSTRAINT "connection_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "connection" ADD CONSTRAINT "connection_project_id_account_id_fkey" FOREIGN KEY ("project_id", "account_id") REFERENCES "project"("id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "connection" ADD CONSTRAINT "connection_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
