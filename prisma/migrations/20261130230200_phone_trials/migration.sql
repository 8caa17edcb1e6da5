BEGIN;

-- Links that are tried on phones for an hour, each as it is written, wrapped, and kept as an app link.
CREATE TABLE "phone_trial" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "links" JSONB NOT NULL,
    "not_wrapped" JSONB,
    "mailing_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "phone_trial_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "phone_trial_secret_hash_key" ON "phone_trial"("secret_hash");
CREATE INDEX "phone_trial_account_id_created_at_idx" ON "phone_trial"("account_id", "created_at");
CREATE INDEX "phone_trial_project_id_idx" ON "phone_trial"("project_id");
CREATE INDEX "phone_trial_expires_at_idx" ON "phone_trial"("expires_at");
ALTER TABLE "phone_trial" ADD CONSTRAINT "phone_trial_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "phone_trial" ADD CONSTRAINT "phone_trial_project_id_account_id_fkey" FOREIGN KEY ("project_id", "account_id") REFERENCES "project"("id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What opened, as the tester says. They stay when their trial is over.
CREATE TABLE "phone_result" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "trial_id" UUID,
    "place" SMALLINT NOT NULL,
    "url" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "link_id" BIGINT,
    "opened" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "app_version" TEXT NOT NULL,
    "shared_domain" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "browser_at" TIMESTAMPTZ(3),

    CONSTRAINT "phone_result_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "phone_result_trial_id_place_way_device_key" ON "phone_result"("trial_id", "place", "way", "device");
CREATE INDEX "phone_result_account_id_url_at_id_idx" ON "phone_result"("account_id", "url", "at" DESC, "id" DESC);
CREATE INDEX "phone_result_project_id_at_idx" ON "phone_result"("project_id", "at" DESC);
CREATE INDEX "phone_result_at_idx" ON "phone_result"("at");
ALTER TABLE "phone_result" ADD CONSTRAINT "phone_result_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "phone_result" ADD CONSTRAINT "phone_result_project_id_account_id_fkey" FOREIGN KEY ("project_id", "account_id") REFERENCES "project"("id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "phone_result" ADD CONSTRAINT "phone_result_trial_id_fkey" FOREIGN KEY ("trial_id") REFERENCES "phone_trial"("id") ON DELETE SET NULL ON UPDATE CASCADE;

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
