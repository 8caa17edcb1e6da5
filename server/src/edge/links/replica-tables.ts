/** Raised when a table changes: a file of another version is thrown away and filled anew. */
export const version = 1;

/** Every table is known by its `id`; see known.ts for what the columns hold. */
export const schema = `
  CREATE TABLE domain (id TEXT PRIMARY KEY, host TEXT NOT NULL UNIQUE, certificate INTEGER NOT NULL, keys TEXT NOT NULL) WITHOUT ROWID, STRICT;
  CREATE TABLE project (id TEXT PRIMARY KEY, account TEXT NOT NULL, ip_mode TEXT NOT NULL, referrer_policy TEXT NOT NULL) WITHOUT ROWID, STRICT;
  CREATE TABLE message (id INTEGER PRIMARY KEY, project TEXT NOT NULL, click_domain TEXT, open_domain TEXT) STRICT;
  CREATE TABLE link (id INTEGER PRIMARY KEY, message INTEGER NOT NULL, destination TEXT NOT NULL) STRICT;
  CREATE INDEX link_message ON link (message);
  CREATE TABLE withdrawal (id TEXT PRIMARY KEY) WITHOUT ROWID, STRICT;
  CREATE TABLE progress (id INTEGER PRIMARY KEY, value TEXT NOT NULL) STRICT;
  PRAGMA user_version = ${version};`;

const columns = {
  domain: ['id', 'host', 'certificate', 'keys'],
  project: ['id', 'account', 'ip_mode', 'referrer_policy'],
  message: ['id', 'project', 'click_domain', 'open_domain'],
  link: ['id', 'message', 'destination'],
  withdrawal: ['id'],
} as const;

/** The statements that write a table. */
export function writesOf(table: keyof typeof columns) {
  const names = columns[table];
  const values = `INTO ${table} (${names.join()}) VALUES (${names.map(() => '?').join()})`;
  return {
    put: `INSERT OR REPLACE ${values}`,
    learn: `INSERT OR IGNORE ${values}`,
    remove: `DELETE FROM ${table} WHERE id = ?`,
    removeBetween: `DELETE FROM ${table} WHERE id > ? AND id <= ?`,
    removeAfter: `DELETE FROM ${table} WHERE id > ?`,
  };
}

/** All other statements. */
export const statements = {
  removeLinksOf: 'DELETE FROM link WHERE message = ?',
  setProgress: 'INSERT OR REPLACE INTO progress VALUES (1, ?)',
  domain: 'SELECT id, certificate, keys FROM domain WHERE host = ?',
  message: `
    SELECT message.click_domain AS clickDomainId, message.open_domain AS openDomainId, project.account AS accountId,
           project.ip_mode AS ipMode, project.referrer_policy AS referrerPolicy
    FROM message JOIN project ON project.id = message.project WHERE message.id = ?`,
  link: 'SELECT message AS messageId, destination FROM link WHERE id = ?',
  withdrawn: 'SELECT 1 FROM withdrawal WHERE id = ?',
  // The exclamation mark is the character after the space that follows the account's id.
  hasWithdrawals: `SELECT 1 FROM withdrawal WHERE id > ?1 || ' ' AND id < ?1 || '!' LIMIT 1`,
} as const;
