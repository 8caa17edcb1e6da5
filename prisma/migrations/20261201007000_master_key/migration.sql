BEGIN;

-- The id of the master key that the secrets in this database are encrypted with; null until no server of the version before
-- is connected, which could not read them.
ALTER TABLE "installation" ADD COLUMN "master_key" TEXT;

-- A signing key that is only encrypted anew is the same to link maps.
CREATE OR REPLACE FUNCTION note_signing_keys() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM note_changes('domain', array_agg(domain_id::text)) FROM old_rows HAVING count(*) > 0;
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM note_changes('domain', array_agg(domain_id::text))
    FROM new_rows AS n JOIN old_rows AS o USING (domain_id, key_id)
    WHERE (n.last_id, n.retired_at) IS DISTINCT FROM (o.last_id, o.retired_at) HAVING count(*) > 0;
  ELSE
    PERFORM note_changes('domain', array_agg(domain_id::text)) FROM new_rows HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;

UPDATE "oldest_program" SET "migration" = greatest("migration", '20261129220000_mailings');

COMMIT;
