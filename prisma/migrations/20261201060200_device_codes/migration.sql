BEGIN;

-- Codes by which the extension gets a key of whoever approves it.
CREATE TABLE "device_code" (
    "id" UUID NOT NULL,
    "device_code" TEXT NOT NULL,
    "user_code" TEXT NOT NULL,
    "person_id" UUID,
    "member_id" UUID,
    "status" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_polled_at" TIMESTAMPTZ(3),
    "polling_interval" INTEGER,
    "client_id" TEXT,
    "scope" TEXT,

    CONSTRAINT "device_code_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "device_code_device_code_key" ON "device_code"("device_code");
CREATE UNIQUE INDEX "device_code_user_code_key" ON "device_code"("user_code");
CREATE INDEX "device_code_person_id_idx" ON "device_code"("person_id");
CREATE INDEX "device_code_member_id_idx" ON "device_code"("member_id");
CREATE INDEX "device_code_expires_at_idx" ON "device_code"("expires_at");
ALTER TABLE "device_code" ADD CONSTRAINT "device_code_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "device_code" ADD CONSTRAINT "device_code_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
