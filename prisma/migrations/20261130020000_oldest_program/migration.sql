BEGIN;

-- CreateTable
CREATE TABLE "oldest_program" (
    "only" BOOLEAN NOT NULL DEFAULT true,
    "migration" TEXT NOT NULL,

    CONSTRAINT "oldest_program_pkey" PRIMARY KEY ("only")
);
INSERT INTO "oldest_program" ("migration") VALUES ('');

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
