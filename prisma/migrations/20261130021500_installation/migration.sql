BEGIN;

-- Which installation this database belongs to, and on which PostgreSQL its servers used it last. The row is written by the
-- first server, so that a copy of an empty database is not taken for the same installation.
CREATE TABLE "installation" (
    "only" BOOLEAN NOT NULL DEFAULT true,
    "id" UUID NOT NULL,
    "database" TEXT NOT NULL,
    "timeline" TEXT NOT NULL,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("only")
);
ALTER TABLE "installation" ADD CONSTRAINT "installation_is_one_row" CHECK ("only");

-- A new epoch begins when the database turns out to be an earlier state of itself, or to have moved.
CREATE TABLE "epoch" (
    "number" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "mailings_before" BIGINT NOT NULL,
    "links_before" BIGINT NOT NULL,
    "last_old_id" BIGINT NOT NULL,

    CONSTRAINT "epoch_pkey" PRIMARY KEY ("number")
);
CREATE UNIQUE INDEX "epoch_id_key" ON "epoch"("id");

-- A key that a new epoch retired opens nothing that was made later.
ALTER TABLE "signing_key" ADD COLUMN "last_id" BIGINT;

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
