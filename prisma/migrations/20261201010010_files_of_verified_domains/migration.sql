BEGIN;

-- The apps of a domain are served from its first verification on, so that servers have to hear of it.
CREATE OR REPLACE FUNCTION note_domains() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM note_changes('domain', array_agg(id::text)) FROM new_rows HAVING count(*) > 0;
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM note_changes('domain', array_agg(id::text)) FROM old_rows HAVING count(*) > 0;
  ELSE
    PERFORM note_changes('domain', array_agg(id::text)) FROM new_rows AS n JOIN old_rows AS o USING (id)
    WHERE (n.host, n.certificate, n.verified_at IS NULL) IS DISTINCT FROM (o.host, o.certificate, o.verified_at IS NULL)
    HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;

-- Copies of the links that servers keep may still have the apps of domains that were never verified.
SELECT note_changes('domain', array_agg(DISTINCT domain_id::text))
FROM "listed_app" JOIN "domain" ON "domain".id = domain_id WHERE verified_at IS NULL HAVING count(*) > 0;

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
