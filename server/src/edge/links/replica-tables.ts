/** Raised when a table changes: a file of a version that `upgrades` does not know is discarded and refilled. */
export const version = 4;

const ownConnectionTable =
  'CREATE TABLE own_connection (id TEXT PRIMARY KEY, account TEXT NOT NULL, key TEXT NOT NULL, hash TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID, STRICT;';

/** Has the feed read everything of a kind again, and of those after it, which an earlier version passed over. */
const readAgainFrom = (kind: string) => `
    UPDATE progress SET value = json_set(value, '$.again', json('true'), '$.reading', json('{"kind":"${kind}","after":null}'))
    WHERE CASE WHEN json_valid(value) THEN json_extract(value, '$.reading') IS NULL END;`;

/** Every table is known by its `id`; entities.ts says what the columns hold. */
export const schema = `
  CREATE TABLE domain (id TEXT PRIMARY KEY, host TEXT NOT NULL UNIQUE, certificate INTEGER NOT NULL, keys TEXT NOT NULL, apps TEXT NOT NULL) WITHOUT ROWID, STRICT;
  CREATE TABLE project (id TEXT PRIMARY KEY, account TEXT NOT NULL, ip_mode TEXT NOT NULL, referrer_policy TEXT NOT NULL) WITHOUT ROWID, STRICT;
  CREATE TABLE mailing (id INTEGER PRIMARY KEY, project TEXT NOT NULL, click_domain TEXT, open_domain TEXT) STRICT;
  CREATE TABLE link (id INTEGER PRIMARY KEY, mailing INTEGER NOT NULL, url TEXT NOT NULL) STRICT;
  CREATE INDEX link_mailing ON link (mailing);
  CREATE TABLE opt_out (id TEXT PRIMARY KEY) WITHOUT ROWID, STRICT;
  ${ownConnectionTable}
  CREATE TABLE progress (id INTEGER PRIMARY KEY, value TEXT NOT NULL) STRICT;
  PRAGMA user_version = ${version};`;

/** Domains were read without their apps; a copy that is not complete yet begins anew. */
const fromVersion3 = `
    ALTER TABLE domain ADD COLUMN apps TEXT NOT NULL DEFAULT '[]';
    UPDATE progress SET value = CASE WHEN json_extract(value, '$.reading') IS NULL
      THEN json_set(value, '$.again', json('true'), '$.reading', json('{"kind":"domain","after":null,"only":true}'))
      ELSE json_set(value, '$.reading', json('{"kind":"domain","after":null}')) END
    WHERE json_valid(value);
    PRAGMA user_version = ${version};`;

const fromVersion2 = `
    ${ownConnectionTable}
    ${readAgainFrom('own_connection')}
    ${fromVersion3}`;

/**
 * The statements that upgrade a file of an earlier version, so that its links are answered before the database is
 * available.
 */
export const upgrades: Readonly<Record<number, string>> = {
  3: fromVersion3,
  2: fromVersion2,
  1: `
    ALTER TABLE message RENAME TO mailing;
    ALTER TABLE withdrawal RENAME TO opt_out;
    ALTER TABLE link RENAME COLUMN message TO mailing;
    ALTER TABLE link RENAME COLUMN destination TO url;
    DROP INDEX link_message;
    CREATE INDEX link_mailing ON link (mailing);
    ${fromVersion2}`,
};

const columns = {
  domain: ['id', 'host', 'certificate', 'keys', 'apps'],
  project: ['id', 'account', 'ip_mode', 'referrer_policy'],
  mailing: ['id', 'project', 'click_domain', 'open_domain'],
  link: ['id', 'mailing', 'url'],
  opt_out: ['id'],
  own_connection: ['id', 'account', 'key', 'hash', 'until'],
} as const;

/** The statements that write to a table. */
export function writesOf(table: keyof typeof columns) {
  const names = columns[table];
  const values = `INTO ${table} (${names.join()}) VALUES (${names.map(() => '?').join()})`;
  return {
    put: `INSERT OR REPLACE ${values}`,
    insertMissing: `INSERT OR IGNORE ${values}`,
    remove: `DELETE FROM ${table} WHERE id = ?`,
    removeBetween: `DELETE FROM ${table} WHERE id > ? AND id <= ?`,
    removeAfter: `DELETE FROM ${table} WHERE id > ?`,
  };
}

/** All other statements. */
export const statements = {
  removeLinksOf: 'DELETE FROM link WHERE mailing = ?',
  setProgress: 'INSERT OR REPLACE INTO progress VALUES (1, ?)',
  domain: 'SELECT id, certificate, keys FROM domain WHERE host = ?',
  apps: 'SELECT apps FROM domain WHERE host = ?',
  mailing: `
    SELECT mailing.click_domain AS clickDomainId, mailing.open_domain AS openDomainId, project.account AS accountId,
           project.ip_mode AS ipMode, project.referrer_policy AS referrerPolicy
    FROM mailing JOIN project ON project.id = mailing.project WHERE mailing.id = ?`,
  link: 'SELECT mailing AS mailingId, url FROM link WHERE id = ?',
  ownConnections: 'SELECT key, hash, until FROM own_connection WHERE account = ?',
  optedOut: 'SELECT 1 FROM opt_out WHERE id = ?',
  // The exclamation mark is the character after the space that ends the account's id.
  hasOptOuts: `SELECT 1 FROM opt_out WHERE id > ?1 || ' ' AND id < ?1 || '!' LIMIT 1`,
} as const;
