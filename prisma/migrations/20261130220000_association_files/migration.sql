BEGIN;

-- Hosts whose association files were asked for: who fetches them now, and when somebody last wanted to know.
CREATE TABLE "association_host" (
    "host" TEXT NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "association_host_pkey" PRIMARY KEY ("host")
);
CREATE INDEX "association_host_used_at_idx" ON "association_host"("used_at");

-- What their files were like, and from when until when.
CREATE TABLE "association_file" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "system" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "why" TEXT,
    "documents" JSONB NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "association_file_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "association_file_host_system_last_at_idx" ON "association_file"("host", "system", "last_at" DESC);
ALTER TABLE "association_file" ADD CONSTRAINT "association_file_host_fkey" FOREIGN KEY ("host") REFERENCES "association_host"("host") ON DELETE CASCADE ON UPDATE CASCADE;

-- The hosts that an account asked about, and since when: it sees no earlier files of them.
CREATE TABLE "inspected_host" (
    "account_id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inspected_host_pkey" PRIMARY KEY ("account_id", "host")
);
CREATE INDEX "inspected_host_host_idx" ON "inspected_host"("host");
ALTER TABLE "inspected_host" ADD CONSTRAINT "inspected_host_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "inspected_host" ADD CONSTRAINT "inspected_host_host_fkey" FOREIGN KEY ("host") REFERENCES "association_host"("host") ON DELETE CASCADE ON UPDATE CASCADE;

-- How many hosts an account had asked in an hour, so that all servers together count them.
CREATE TABLE "host_fetches" (
    "account_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "host_fetches_pkey" PRIMARY KEY ("account_id")
);
ALTER TABLE "host_fetches" ADD CONSTRAINT "host_fetches_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
