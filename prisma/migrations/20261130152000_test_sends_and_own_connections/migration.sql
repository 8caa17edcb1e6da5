BEGIN;

-- A mailing that was sent to try it out: kept apart from figures.
ALTER TABLE "mailing" ADD COLUMN "test" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "mailing_project_id_test_id_idx" ON "mailing"("project_id", "test", "id" DESC);

-- Connections whose clicks and opens do not count for a while, as keyed hashes. Servers of the version before skip this kind
-- of change.
ALTER TYPE "change_kind" ADD VALUE 'own_connection';

CREATE TABLE "own_connection" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "key" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "own_connection_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "own_connection_account_id_idx" ON "own_connection"("account_id");
CREATE INDEX "own_connection_until_idx" ON "own_connection"("until");
ALTER TABLE "own_connection" ADD CONSTRAINT "own_connection_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "own_connection" ADD CONSTRAINT "own_connection_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE FUNCTION note_own_connections() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM note_changes('own_connection', array_agg(id::text)) FROM old_rows HAVING count(*) > 0;
  ELSE
    PERFORM note_changes('own_connection', array_agg(id::text)) FROM new_rows HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER note_own_connections_after_insert AFTER INSERT ON "own_connection" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_own_connections();
CREATE TRIGGER note_own_connections_after_delete AFTER DELETE ON "own_connection" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_own_connections();

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
