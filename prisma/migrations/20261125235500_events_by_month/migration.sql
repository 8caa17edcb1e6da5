BEGIN;

ALTER TABLE "project" ADD COLUMN "retention_days" INTEGER NOT NULL DEFAULT 396,
ADD COLUMN "events_since" TIMESTAMPTZ(3);

CREATE TABLE "erasure" (
    "account_id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("account_id","recipient")
);
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "uncounted_message" (
    "message_id" BIGINT NOT NULL,
    "transaction" BIGINT NOT NULL,

    CONSTRAINT "uncounted_message_pkey" PRIMARY KEY ("message_id","transaction")
);

CREATE TABLE "counted_message" (
    "message_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "milliseconds" INTEGER NOT NULL,

    CONSTRAINT "counted_message_pkey" PRIMARY KEY ("message_id")
);
ALTER TABLE "counted_message" ADD CONSTRAINT "counted_message_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "message_day" (
    "message_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "kind" "event_kind" NOT NULL,
    "class" "event_class" NOT NULL,
    "reason" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "deduplicated" INTEGER NOT NULL,
    "uniques" INTEGER NOT NULL,
    "uniques_of_all" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_day_pkey" PRIMARY KEY ("message_id","day","kind","class","reason")
);
ALTER TABLE "message_day" ADD CONSTRAINT "message_day_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "link_day" (
    "link_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "class" "event_class" NOT NULL,
    "reason" TEXT NOT NULL,
    "message_id" BIGINT NOT NULL,
    "total" INTEGER NOT NULL,
    "deduplicated" INTEGER NOT NULL,
    "uniques" INTEGER NOT NULL,
    "uniques_of_all" INTEGER NOT NULL,

    CONSTRAINT "link_day_pkey" PRIMARY KEY ("link_id","day","class","reason")
);
CREATE INDEX "link_day_message_id_idx" ON "link_day"("message_id");
ALTER TABLE "link_day" ADD CONSTRAINT "link_day_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The events so far go into the months in which they happened.
ALTER TABLE "event" RENAME TO "event_before";
ALTER TABLE "event_before" RENAME CONSTRAINT "event_pkey" TO "event_before_pkey";
DROP INDEX "event_message_id_at_idx";

CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "message_id" BIGINT NOT NULL,
    "link_id" BIGINT,
    "kind" "event_kind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recipient" TEXT,
    "ip" TEXT,
    "user_agent" TEXT,
    "class" "event_class" NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id","at")
) PARTITION BY RANGE ("at");
CREATE INDEX "event_message_id_at_idx" ON "event"("message_id", "at" DESC);
CREATE TABLE "event_other" PARTITION OF "event" DEFAULT;

-- Makes the partition of the month (UTC) that holds a moment. It is filled before it is attached, with what came too early,
-- so that readers and writers of other months never wait.
CREATE FUNCTION make_event_month(moment TIMESTAMPTZ) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
  month_begins TIMESTAMPTZ := date_trunc('month', moment, 'UTC');
  month_ends TIMESTAMPTZ := (date_trunc('month', moment AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
  partition TEXT := 'event_' || to_char(moment AT TIME ZONE 'UTC', 'YYYY_MM');
BEGIN
  IF to_regclass(partition) IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('waymark event months', 0));
  IF to_regclass(partition) IS NOT NULL THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE %I (LIKE event INCLUDING ALL)', partition);
  LOCK TABLE event_other IN ACCESS EXCLUSIVE MODE;
  EXECUTE format(
    'WITH early AS (DELETE FROM event_other WHERE at >= $1 AND at < $2 RETURNING *) INSERT INTO %I SELECT * FROM early',
    partition
  ) USING month_begins, month_ends;
  EXECUTE format('ALTER TABLE event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition, month_begins, month_ends);
END $$;

SELECT make_event_month(at) FROM (SELECT DISTINCT date_trunc('month', at, 'UTC') AS at FROM event_before) AS months;
SELECT make_event_month(CURRENT_TIMESTAMP + n * interval '1 month') FROM generate_series(0, 2) AS n;
INSERT INTO event (id, account_id, message_id, link_id, kind, at, recipient, ip, user_agent, class, reason)
SELECT id, account_id, message_id, link_id, kind, at, recipient, ip, user_agent, class, reason FROM event_before;
DROP TABLE "event_before";
INSERT INTO uncounted_message (message_id, "transaction")
SELECT DISTINCT message_id, pg_current_xact_id()::text::bigint FROM event;

-- Whoever stores or deletes events, their message has to be counted again; days whose events were deleted by age are not.
CREATE FUNCTION note_uncounted() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO uncounted_message (message_id, "transaction")
    SELECT DISTINCT message_id, pg_current_xact_id()::text::bigint FROM new_rows
    ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO uncounted_message (message_id, "transaction")
    SELECT DISTINCT message.id, pg_current_xact_id()::text::bigint
    FROM old_rows JOIN message ON message.id = old_rows.message_id JOIN project ON project.id = message.project_id
    WHERE old_rows.at >= coalesce(project.events_since, '-infinity')
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER note_uncounted_after_insert AFTER INSERT ON "event" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_uncounted();
CREATE TRIGGER note_uncounted_after_delete AFTER DELETE ON "event" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_uncounted();

-- What foreign keys did: events go with their message or link.
CREATE FUNCTION delete_events_of_messages() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM event USING old_rows WHERE event.message_id = old_rows.id;
  DELETE FROM uncounted_message USING old_rows WHERE uncounted_message.message_id = old_rows.id;
  RETURN NULL;
END $$;
CREATE FUNCTION delete_events_of_links() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM link_day USING old_rows WHERE link_day.link_id = old_rows.id;
  DELETE FROM event USING old_rows
  WHERE event.message_id = old_rows.message_id AND event.link_id = old_rows.id
    AND EXISTS (SELECT FROM message WHERE message.id = old_rows.message_id);
  RETURN NULL;
END $$;
CREATE TRIGGER delete_events_after_delete AFTER DELETE ON "message" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION delete_events_of_messages();
CREATE TRIGGER delete_events_after_delete AFTER DELETE ON "link" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION delete_events_of_links();

COMMIT;
