BEGIN;

-- A link is a place in a mailing, of which several may lead to the same destination; its label is empty where a mailing was
-- registered without.
ALTER TABLE "link" ADD COLUMN "label" TEXT NOT NULL DEFAULT '';

-- As uniques, but the first of a recipient id on any link to the same destination; null where an older program counted.
ALTER TABLE "link_day" ADD COLUMN "destination_uniques" INTEGER;
ALTER TABLE "link_day" ADD COLUMN "destination_uniques_of_all" INTEGER;

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
