BEGIN;

-- Link maps keep projects apart from messages, so that they have to hear of new ones too.
CREATE OR REPLACE FUNCTION note_projects() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM note_changes('project', array_agg(id::text)) FROM new_rows HAVING count(*) > 0;
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM note_changes('project', array_agg(id::text)) FROM old_rows HAVING count(*) > 0;
  ELSE
    PERFORM note_changes('project', array_agg(id::text)) FROM new_rows AS n JOIN old_rows AS o USING (id)
    WHERE (n.ip_mode, n.referrer_policy) IS DISTINCT FROM (o.ip_mode, o.referrer_policy) HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER note_projects_after_insert AFTER INSERT ON "project" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_projects();

-- Link maps read withdrawals in the order of their bytes, page by page.
ALTER TABLE "withdrawal" ALTER COLUMN "recipient" TYPE TEXT COLLATE "C";

COMMIT;
