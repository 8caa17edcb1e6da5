BEGIN;

-- CreateEnum
CREATE TYPE "change_kind" AS ENUM ('domain', 'project', 'message', 'link', 'withdrawal');

-- CreateEnum
CREATE TYPE "referrer_policy" AS ENUM ('no_referrer', 'strict_origin_when_cross_origin');

-- AlterTable
ALTER TABLE "project" ADD COLUMN "referrer_policy" "referrer_policy" NOT NULL DEFAULT 'no_referrer';

-- CreateTable
CREATE TABLE "withdrawal" (
    "account_id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "withdrawal_pkey" PRIMARY KEY ("account_id","recipient")
);

-- CreateTable
CREATE TABLE "correction" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "link_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "member_id" UUID NOT NULL,
    "member_name" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,

    CONSTRAINT "correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change" (
    "transaction" BIGINT NOT NULL,
    "kind" "change_kind" NOT NULL,
    "thing" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "change_pkey" PRIMARY KEY ("transaction","kind","thing")
);

-- CreateTable
CREATE TABLE "change_horizon" (
    "only" BOOLEAN NOT NULL DEFAULT true,
    "transaction" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "change_horizon_pkey" PRIMARY KEY ("only")
);

-- CreateIndex
CREATE INDEX "correction_link_id_at_idx" ON "correction"("link_id", "at");

-- AddForeignKey
ALTER TABLE "withdrawal" ADD CONSTRAINT "withdrawal_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction" ADD CONSTRAINT "correction_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction" ADD CONSTRAINT "correction_link_id_account_id_fkey" FOREIGN KEY ("link_id", "account_id") REFERENCES "link"("id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "change_horizon" ADD CONSTRAINT "change_horizon_is_one_row" CHECK ("only");
INSERT INTO "change_horizon" DEFAULT VALUES;

-- Things that changed in this transaction, each noted once; whoever listens is woken when it commits.
CREATE FUNCTION note_changes(kind change_kind, things TEXT[]) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO change ("transaction", kind, thing)
  SELECT pg_current_xact_id()::text::bigint, note_changes.kind, thing
  FROM (SELECT DISTINCT unnest(things) AS thing) AS distinct_things
  ON CONFLICT DO NOTHING;
  IF FOUND THEN PERFORM pg_notify('waymark_change', ''); END IF;
END $$;

-- Checks update domains all day; only what links and certificates depend on counts.
CREATE FUNCTION note_domains() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM note_changes('domain', array_agg(id::text)) FROM new_rows HAVING count(*) > 0;
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM note_changes('domain', array_agg(id::text)) FROM old_rows HAVING count(*) > 0;
  ELSE
    PERFORM note_changes('domain', array_agg(id::text)) FROM new_rows AS n JOIN old_rows AS o USING (id)
    WHERE (n.host, n.certificate) IS DISTINCT FROM (o.host, o.certificate) HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION note_signing_keys() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM note_changes('domain', array_agg(domain_id::text)) FROM old_rows HAVING count(*) > 0;
  ELSE
    PERFORM note_changes('domain', array_agg(domain_id::text)) FROM new_rows HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION note_projects() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM note_changes('project', array_agg(id::text)) FROM old_rows HAVING count(*) > 0;
  ELSE
    PERFORM note_changes('project', array_agg(id::text)) FROM new_rows AS n JOIN old_rows AS o USING (id)
    WHERE (n.ip_mode, n.referrer_policy) IS DISTINCT FROM (o.ip_mode, o.referrer_policy) HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION note_messages() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM note_changes('message', array_agg(id::text)) FROM old_rows HAVING count(*) > 0;
  ELSE
    PERFORM note_changes('message', array_agg(id::text)) FROM new_rows HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;

-- New links are read with their message, and go with it.
CREATE FUNCTION note_links() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM note_changes('message', array_agg(message_id::text)) FROM new_rows HAVING count(*) > 0;
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM note_changes('link', array_agg(id::text)) FROM new_rows HAVING count(*) > 0;
  ELSE
    PERFORM note_changes('link', array_agg(id::text)) FROM old_rows AS gone
    WHERE EXISTS (SELECT FROM message WHERE message.id = gone.message_id) HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION note_withdrawals() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM note_changes('withdrawal', array_agg(account_id || ' ' || recipient)) FROM old_rows HAVING count(*) > 0;
  ELSE
    PERFORM note_changes('withdrawal', array_agg(account_id || ' ' || recipient)) FROM new_rows HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER note_domains_after_insert AFTER INSERT ON "domain" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_domains();
CREATE TRIGGER note_domains_after_update AFTER UPDATE ON "domain" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_domains();
CREATE TRIGGER note_domains_after_delete AFTER DELETE ON "domain" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_domains();
CREATE TRIGGER note_signing_keys_after_insert AFTER INSERT ON "signing_key" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_signing_keys();
CREATE TRIGGER note_signing_keys_after_update AFTER UPDATE ON "signing_key" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_signing_keys();
CREATE TRIGGER note_signing_keys_after_delete AFTER DELETE ON "signing_key" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_signing_keys();
CREATE TRIGGER note_projects_after_update AFTER UPDATE ON "project" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_projects();
CREATE TRIGGER note_projects_after_delete AFTER DELETE ON "project" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_projects();
CREATE TRIGGER note_messages_after_insert AFTER INSERT ON "message" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_messages();
CREATE TRIGGER note_messages_after_update AFTER UPDATE ON "message" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_messages();
CREATE TRIGGER note_messages_after_delete AFTER DELETE ON "message" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_messages();
CREATE TRIGGER note_links_after_insert AFTER INSERT ON "link" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_links();
CREATE TRIGGER note_links_after_update AFTER UPDATE ON "link" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_links();
CREATE TRIGGER note_links_after_delete AFTER DELETE ON "link" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_links();
CREATE TRIGGER note_withdrawals_after_insert AFTER INSERT ON "withdrawal" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_withdrawals();
CREATE TRIGGER note_withdrawals_after_delete AFTER DELETE ON "withdrawal" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_withdrawals();

COMMIT;
