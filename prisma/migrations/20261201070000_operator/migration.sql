BEGIN;

-- An account whose members and programs are refused, and whose links go on working.
ALTER TABLE "account" ADD COLUMN "suspended_at" TIMESTAMPTZ(3);

-- What an account may have; null: as much as it wants.
ALTER TABLE "account" ADD COLUMN "max_links" BIGINT;
ALTER TABLE "account" ADD COLUMN "max_monthly_events" BIGINT;
ALTER TABLE "account" ADD COLUMN "max_domains" INTEGER;
CREATE INDEX "account_max_monthly_events_idx" ON "account"("max_monthly_events");

-- How many links an account has, kept by triggers, so that nobody counts them.
CREATE TABLE "account_links" (
    "account_id" UUID NOT NULL,
    "links" BIGINT NOT NULL,

    CONSTRAINT "account_links_pkey" PRIMARY KEY ("account_id")
);
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- How many events of an account were stored in a month (UTC) of their arrival, and how many were not, since it had as many as
-- it may have.
CREATE TABLE "account_month" (
    "account_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "events" BIGINT NOT NULL DEFAULT 0,
    "not_stored" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "account_month_pkey" PRIMARY KEY ("account_id", "month")
);
ALTER TABLE "account_month" ADD CONSTRAINT "account_month_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

LOCK TABLE "link" IN SHARE ROW EXCLUSIVE MODE;
INSERT INTO "account_links" ("account_id", "links") SELECT "account_id", count(*) FROM "link" GROUP BY "account_id";

CREATE FUNCTION count_links() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO account_links AS known (account_id, links)
    SELECT account_id, count(*) FROM new_rows GROUP BY account_id ORDER BY account_id
    ON CONFLICT (account_id) DO UPDATE SET links = known.links + excluded.links;
  ELSE
    UPDATE account_links AS known SET links = known.links - gone.links
    FROM (SELECT account_id, count(*) AS links FROM old_rows GROUP BY account_id) AS gone
    WHERE known.account_id = gone.account_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_links_after_insert AFTER INSERT ON "link" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_links();
CREATE TRIGGER count_links_after_delete AFTER DELETE ON "link" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_links();

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
