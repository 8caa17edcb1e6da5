BEGIN;

-- What was called a message is a mailing, a withdrawal an opt-out, a correction a change of destination; an event has a type,
-- a client and the id of its recipient. Only names change: no row is rewritten, and triggers and partitions keep working.
-- Servers of the version before cannot work with these names, so they have to be stopped first.

ALTER TYPE "event_kind" RENAME TO "event_type";
ALTER TYPE "event_class" RENAME TO "event_client";
ALTER TYPE "alert_kind" RENAME TO "alert_type";
ALTER TYPE "alert_type" RENAME VALUE 'went_bad' TO 'domain.broken';
ALTER TYPE "alert_type" RENAME VALUE 'recovered' TO 'domain.recovered';
ALTER TYPE "change_kind" RENAME VALUE 'message' TO 'mailing';
ALTER TYPE "change_kind" RENAME VALUE 'withdrawal' TO 'opt_out';

ALTER TABLE "message" RENAME TO "mailing";
ALTER TABLE "uncounted_message" RENAME TO "uncounted_mailing";
ALTER TABLE "counted_message" RENAME TO "counted_mailing";
ALTER TABLE "message_day" RENAME TO "mailing_day";
ALTER TABLE "withdrawal" RENAME TO "opt_out";
ALTER TABLE "correction" RENAME TO "destination_change";
ALTER SEQUENCE "message_id_seq" RENAME TO "mailing_id_seq";

ALTER TABLE "link" RENAME COLUMN "message_id" TO "mailing_id";
ALTER TABLE "link" RENAME COLUMN "destination" TO "url";
ALTER TABLE "uncounted_mailing" RENAME COLUMN "message_id" TO "mailing_id";
ALTER TABLE "counted_mailing" RENAME COLUMN "message_id" TO "mailing_id";
ALTER TABLE "mailing_day" RENAME COLUMN "message_id" TO "mailing_id";
ALTER TABLE "mailing_day" RENAME COLUMN "kind" TO "type";
ALTER TABLE "mailing_day" RENAME COLUMN "class" TO "client";
ALTER TABLE "link_day" RENAME COLUMN "message_id" TO "mailing_id";
ALTER TABLE "link_day" RENAME COLUMN "class" TO "client";
-- Its partitions follow.
ALTER TABLE "event" RENAME COLUMN "message_id" TO "mailing_id";
ALTER TABLE "event" RENAME COLUMN "kind" TO "type";
ALTER TABLE "event" RENAME COLUMN "class" TO "client";
ALTER TABLE "event" RENAME COLUMN "recipient" TO "recipient_id";
ALTER TABLE "opt_out" RENAME COLUMN "recipient" TO "recipient_id";
ALTER TABLE "erasure" RENAME COLUMN "recipient" TO "recipient_id";
ALTER TABLE "alert" RENAME COLUMN "kind" TO "type";

-- Constraints, indexes and triggers are named after tables and columns, also in every partition.
DO $$
DECLARE
  ours CONSTANT TEXT[] := ARRAY['mailing', 'uncounted_mailing', 'counted_mailing', 'mailing_day', 'link_day', 'link', 'event',
    'opt_out', 'erasure', 'destination_change', 'alert'];
  thing RECORD;
BEGIN
  CREATE TEMPORARY TABLE renamed ON COMMIT DROP AS
    SELECT pg_class.oid, pg_class.relname::text AS name
    FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
      AND (relname = ANY (ours) OR EXISTS (SELECT FROM pg_inherits WHERE inhrelid = pg_class.oid AND inhparent = 'event'::regclass));

  CREATE FUNCTION pg_temp.renamed(name TEXT, of_table TEXT) RETURNS TEXT LANGUAGE plpgsql AS $f$
  BEGIN
    name := replace(replace(replace(name, 'message', 'mailing'), 'withdrawal', 'opt_out'), 'correction', 'destination_change');
    IF of_table ~ '^event|_day$' THEN
      name := regexp_replace(name, '_kind(_not_null\d*)$', '_type\1');
      name := regexp_replace(name, '_class(_not_null\d*)$', '_client\1');
    ELSIF of_table = 'alert' THEN
      name := regexp_replace(name, '_kind(_not_null\d*)$', '_type\1');
    ELSIF of_table = 'link' THEN
      name := regexp_replace(name, '_destination(_not_null\d*)$', '_url\1');
    END IF;
    RETURN regexp_replace(name, '_recipient((_not_null|_idx)\d*)$', '_recipient_id\1');
  END $f$;

  FOR thing IN
    SELECT renamed.oid::regclass AS of_table, conname AS old, pg_temp.renamed(conname, renamed.name) AS new
    FROM pg_constraint JOIN renamed ON conrelid = renamed.oid
    WHERE pg_temp.renamed(conname, renamed.name) <> conname
    -- Constraints of a partition that it has from its parent are renamed with those of the parent.
    ORDER BY renamed.oid <> 'event'::regclass
  LOOP
    IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = thing.of_table AND conname = thing.old) THEN
      EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', thing.of_table, thing.old, thing.new);
    END IF;
  END LOOP;
  FOR thing IN
    SELECT indexrelid::regclass AS index, pg_temp.renamed(pg_class.relname, renamed.name) AS new
    FROM pg_index JOIN renamed ON indrelid = renamed.oid JOIN pg_class ON pg_class.oid = indexrelid
    WHERE pg_temp.renamed(pg_class.relname, renamed.name) <> pg_class.relname
  LOOP
    EXECUTE format('ALTER INDEX %s RENAME TO %I', thing.index, thing.new);
  END LOOP;
  -- The columns of an index keep the names that those of the table had, and new partitions take the names of their indexes from
  -- them.
  FOR thing IN
    SELECT indexrelid::regclass AS index, of_index.attname AS old, of_table.attname AS new
    FROM pg_index JOIN renamed ON indrelid = renamed.oid
    CROSS JOIN LATERAL unnest(indkey::int2[]) WITH ORDINALITY AS key (attnum, place)
    JOIN pg_attribute AS of_table ON of_table.attrelid = indrelid AND of_table.attnum = key.attnum
    JOIN pg_attribute AS of_index ON of_index.attrelid = indexrelid AND of_index.attnum = key.place
    WHERE of_index.attname <> of_table.attname AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = indexrelid)
  LOOP
    EXECUTE format('ALTER TABLE %s RENAME COLUMN %I TO %I', thing.index, thing.old, thing.new);
  END LOOP;
  FOR thing IN
    SELECT renamed.oid::regclass AS of_table, tgname AS old, pg_temp.renamed(tgname, renamed.name) AS new
    FROM pg_trigger JOIN renamed ON tgrelid = renamed.oid
    WHERE NOT tgisinternal AND tgparentid = 0 AND pg_temp.renamed(tgname, renamed.name) <> tgname
  LOOP
    EXECUTE format('ALTER TRIGGER %I ON %s RENAME TO %I', thing.old, thing.of_table, thing.new);
  END LOOP;
  DROP FUNCTION pg_temp.renamed(TEXT, TEXT);
END $$;

-- Triggers know their function by itself, and functions the tables by name.
ALTER FUNCTION note_messages() RENAME TO note_mailings;
ALTER FUNCTION note_withdrawals() RENAME TO note_opt_outs;
ALTER FUNCTION delete_events_of_messages() RENAME TO delete_events_of_mailings;

CREATE OR REPLACE FUNCTION note_mailings() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM note_changes('mailing', array_agg(id::text)) FROM old_rows HAVING count(*) > 0;
  ELSE
    PERFORM note_changes('mailing', array_agg(id::text)) FROM new_rows HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;

-- New links are read with their mailing, and go with it.
CREATE OR REPLACE FUNCTION note_links() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM note_changes('mailing', array_agg(mailing_id::text)) FROM new_rows HAVING count(*) > 0;
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM note_changes('link', array_agg(id::text)) FROM new_rows HAVING count(*) > 0;
  ELSE
    PERFORM note_changes('link', array_agg(id::text)) FROM old_rows AS gone
    WHERE EXISTS (SELECT FROM mailing WHERE mailing.id = gone.mailing_id) HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION note_opt_outs() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM note_changes('opt_out', array_agg(account_id || ' ' || recipient_id)) FROM old_rows HAVING count(*) > 0;
  ELSE
    PERFORM note_changes('opt_out', array_agg(account_id || ' ' || recipient_id)) FROM new_rows HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;

-- Whoever stores or deletes events, their mailing has to be counted again; days whose events were deleted by age are not.
CREATE OR REPLACE FUNCTION note_uncounted() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO uncounted_mailing (mailing_id, "transaction")
    SELECT DISTINCT mailing_id, pg_current_xact_id()::text::bigint FROM new_rows
    ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO uncounted_mailing (mailing_id, "transaction")
    SELECT DISTINCT mailing.id, pg_current_xact_id()::text::bigint
    FROM old_rows JOIN mailing ON mailing.id = old_rows.mailing_id JOIN project ON project.id = mailing.project_id
    WHERE old_rows.at >= coalesce(project.events_since, '-infinity')
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

-- What foreign keys did: events go with their mailing or link.
CREATE OR REPLACE FUNCTION delete_events_of_mailings() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM event USING old_rows WHERE event.mailing_id = old_rows.id;
  DELETE FROM uncounted_mailing USING old_rows WHERE uncounted_mailing.mailing_id = old_rows.id;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION delete_events_of_links() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM link_day USING old_rows WHERE link_day.link_id = old_rows.id;
  DELETE FROM event USING old_rows
  WHERE event.mailing_id = old_rows.mailing_id AND event.link_id = old_rows.id
    AND EXISTS (SELECT FROM mailing WHERE mailing.id = old_rows.mailing_id);
  RETURN NULL;
END $$;

COMMIT;
