BEGIN;

-- Where an account wants to be told what happened, and of what.
CREATE TABLE "webhook_endpoint" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "events" TEXT[],
    "secret" BYTEA NOT NULL,
    "former_secret" BYTEA,
    "former_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_why" TEXT,
    "failing_since" TIMESTAMPTZ(3),
    "dropped" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "webhook_endpoint_account_id_idx" ON "webhook_endpoint"("account_id");
ALTER TABLE "webhook_endpoint" ADD CONSTRAINT "webhook_endpoint_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What happened and is in no notice yet. Triggers write it, in the transaction in which it happened.
CREATE TABLE "webhook_outbox" (
    "id" BIGSERIAL NOT NULL,
    "account_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "thing" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "stored_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_outbox_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "webhook_outbox_account_id_type_id_idx" ON "webhook_outbox"("account_id", "type", "id");
ALTER TABLE "webhook_outbox" ADD CONSTRAINT "webhook_outbox_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "webhook_notice" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "things" TEXT[],
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_notice_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "webhook_notice_account_id_idx" ON "webhook_notice"("account_id");
CREATE INDEX "webhook_notice_at_idx" ON "webhook_notice"("at");
ALTER TABLE "webhook_notice" ADD CONSTRAINT "webhook_notice_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "notice_id" UUID,
    "type" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "attempts" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "webhook_delivery_account_id_at_id_idx" ON "webhook_delivery"("account_id", "at" DESC, "id" DESC);
CREATE INDEX "webhook_delivery_endpoint_id_state_idx" ON "webhook_delivery"("endpoint_id", "state");
CREATE INDEX "webhook_delivery_notice_id_idx" ON "webhook_delivery"("notice_id");
CREATE INDEX "webhook_delivery_at_idx" ON "webhook_delivery"("at");
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "webhook_notice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE FUNCTION wants_webhook(account UUID, event TEXT) RETURNS BOOLEAN LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM webhook_endpoint WHERE account_id = account AND disabled_at IS NULL AND events @> ARRAY[event])
$$;

-- Test sends and the team's own connections are nobody's business but the team's.
CREATE FUNCTION note_events_for_webhooks() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM webhook_endpoint WHERE disabled_at IS NULL) THEN RETURN NULL; END IF;
  INSERT INTO webhook_outbox (account_id, type, thing, at)
  SELECT new_rows.account_id, new_rows.type::text, new_rows.id::text, new_rows.at
  FROM (SELECT account_id, type FROM new_rows GROUP BY account_id, type HAVING wants_webhook(account_id, type::text)) AS wanted
    JOIN new_rows USING (account_id, type)
    JOIN mailing ON mailing.id = new_rows.mailing_id
  WHERE NOT mailing.test AND new_rows.reason <> 'own'
  ORDER BY new_rows.at;
  RETURN NULL;
END $$;
CREATE TRIGGER note_for_webhooks_after_insert AFTER INSERT ON "event" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_events_for_webhooks();

CREATE FUNCTION note_for_webhooks(account UUID, event TEXT, thing TEXT, at TIMESTAMPTZ) RETURNS VOID LANGUAGE sql AS $$
  INSERT INTO webhook_outbox (account_id, type, thing, at) SELECT $1, $2, $3, $4 WHERE wants_webhook($1, $2)
$$;

CREATE FUNCTION note_alert_for_webhooks() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_for_webhooks(NEW.account_id, NEW.type::text, NEW.id::text, NEW.at);
  RETURN NULL;
END $$;
CREATE TRIGGER note_for_webhooks_after_insert AFTER INSERT ON "alert" FOR EACH ROW EXECUTE FUNCTION note_alert_for_webhooks();

CREATE FUNCTION note_domain_for_webhooks() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_for_webhooks(NEW.account_id, 'domain.verified', NEW.id::text, NEW.verified_at);
  RETURN NULL;
END $$;
CREATE TRIGGER note_for_webhooks_after_update AFTER UPDATE ON "domain" FOR EACH ROW
  WHEN (OLD.verified_at IS NULL AND NEW.verified_at IS NOT NULL) EXECUTE FUNCTION note_domain_for_webhooks();

CREATE FUNCTION note_destination_for_webhooks() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_for_webhooks(NEW.account_id, 'link.changed', NEW.id::text, NEW.at);
  RETURN NULL;
END $$;
CREATE TRIGGER note_for_webhooks_after_insert AFTER INSERT ON "destination_change" FOR EACH ROW EXECUTE FUNCTION note_destination_for_webhooks();

ALTER TYPE "alert_type" ADD VALUE 'webhook.disabled';

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
