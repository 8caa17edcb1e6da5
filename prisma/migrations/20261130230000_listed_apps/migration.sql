BEGIN;

-- The apps that a domain's own association files list.
CREATE TABLE "listed_app" (
    "id" UUID NOT NULL,
    "domain_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "app" TEXT NOT NULL,
    "fingerprints" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "confirmed_version" TEXT,
    "confirmed_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "listed_app_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "listed_app_domain_id_system_app_key" ON "listed_app"("domain_id", "system", "app");
ALTER TABLE "listed_app" ADD CONSTRAINT "listed_app_domain_id_account_id_fkey" FOREIGN KEY ("domain_id", "account_id") REFERENCES "domain"("id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Link maps read the apps with their domain. Servers of the version before read the domain without them.
CREATE FUNCTION note_listed_apps() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM note_changes('domain', array_agg(domain_id::text)) FROM new_rows HAVING count(*) > 0;
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM note_changes('domain', array_agg(domain_id::text)) FROM old_rows HAVING count(*) > 0;
  ELSE
    PERFORM note_changes('domain', array_agg(n.domain_id::text)) FROM new_rows AS n JOIN old_rows AS o USING (id)
    WHERE (n.app, n.fingerprints) IS DISTINCT FROM (o.app, o.fingerprints) HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER note_listed_apps_after_insert AFTER INSERT ON "listed_app" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_listed_apps();
CREATE TRIGGER note_listed_apps_after_update AFTER UPDATE ON "listed_app" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_listed_apps();
CREATE TRIGGER note_listed_apps_after_delete AFTER DELETE ON "listed_app" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_listed_apps();

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
