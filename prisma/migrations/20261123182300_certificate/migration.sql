BEGIN;

-- CreateEnum
CREATE TYPE "domain_certificate" AS ENUM ('issue', 'refuse', 'will_fail');

-- AlterTable
ALTER TABLE "domain" ADD COLUMN "certificate" "domain_certificate" NOT NULL DEFAULT 'refuse';

-- Until now every verified domain was taken to be ready for one.
UPDATE "domain" SET "certificate" = 'issue' WHERE "status" = 'verified';

COMMIT;
