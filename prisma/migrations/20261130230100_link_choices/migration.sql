BEGIN;

-- What a project does with links that open an app and would no longer do so when wrapped.
CREATE TYPE "deep_link_mode" AS ENUM ('leave', 'track');
ALTER TABLE "project" ADD COLUMN "deep_links" "deep_link_mode" NOT NULL DEFAULT 'leave';
ALTER TABLE "project" ADD COLUMN "public_app_links" "deep_link_mode" NOT NULL DEFAULT 'leave';

-- What was chosen for an address in a project. An address may be longer than an index takes, so its SHA-256 is the key.
CREATE TABLE "link_choice" (
    "project_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "chosen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "link_choice_pkey" PRIMARY KEY ("project_id", "digest")
);
CREATE INDEX "link_choice_project_id_chosen_at_idx" ON "link_choice"("project_id", "chosen_at" DESC);
ALTER TABLE "link_choice" ADD CONSTRAINT "link_choice_project_id_account_id_fkey" FOREIGN KEY ("project_id", "account_id") REFERENCES "project"("id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whether the wrapped link of a place is an app link, under /a/.
ALTER TABLE "link" ADD COLUMN "app_link" BOOLEAN NOT NULL DEFAULT false;

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
