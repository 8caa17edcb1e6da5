import { encryptedColumns } from '@waymark/prisma/encrypted-columns';
import type { Query } from '../feed/read-entities.ts';
import { headOf, type MasterKey } from '../secrets/cipher.ts';
import type { MasterKeys } from '../secrets/master-keys.ts';

const batch = 1000;

/** The first program that can read encrypted secrets. */
const oldestReader = '20261201007000_master_key';

/** Programs before it name their connections otherwise: see storage/heartbeat.ts. */
const formerServer = 'waymark-heartbeat';

/**
 * Makes this process use the master key of the database, in a transaction of the caller's. A database without one gets one, and
 * everything in it is encrypted, as soon as no server of the version before is connected, which could not read it. Throws
 * MissingMasterKey.
 */
export async function useMasterKey(query: Query, keys: MasterKeys): Promise<void> {
  const used = await masterKeyIdOf(query);
  if (used !== undefined) {
    const key = keys.use(used);
    // Of a server that had not heard yet that the key was replaced.
    await encryptAll(query, keys, key);
  } else if (!(await formerServersConnected(query))) {
    await replaceMasterKey(query, keys, keys.first());
  }
}

/**
 * Replaces the master key by the one behind it, which every server has by now, or by a new one, in a transaction of the
 * caller's. Former keys are forgotten but for the last, with which servers go on until they have heard of it.
 */
export async function rotateMasterKey(
  query: Query,
  keys: MasterKeys,
): Promise<{ readonly id: string; readonly secrets: number; readonly forget: () => void }> {
  const used = await masterKeyIdOf(query);
  if (used === undefined)
    throw new Error('This database has no master key yet. Start a server of this version on it first.');
  const former = keys.use(used);
  const next = keys.behind(former) ?? keys.add();
  const secrets = await replaceMasterKey(query, keys, next);
  return { id: next.id, secrets, forget: () => keys.file !== undefined && keys.keep([former, next]) };
}

/** The id of the master key that a database is encrypted with; undefined for none yet. */
export async function masterKeyIdOf(query: Query): Promise<string | undefined> {
  const [row] = await query('SELECT master_key FROM installation', []);
  return typeof row?.master_key === 'string' ? row.master_key : undefined;
}

/** Encrypts everything with this key, in a transaction of the caller's; returns how many secrets that were. */
export async function replaceMasterKey(query: Query, keys: MasterKeys, key: MasterKey): Promise<number> {
  // Whoever stores a secret meanwhile waits.
  await query(`LOCK TABLE ${encryptedColumns.map(({ table }) => table).join(', ')} IN SHARE ROW EXCLUSIVE MODE`, []);
  await query('UPDATE installation SET master_key = $1', [key.id]);
  await query('UPDATE oldest_program SET migration = greatest(migration, $1)', [oldestReader]);
  keys.use(key.id);
  return encryptAll(query, keys, key);
}

/** Encrypts what is not encrypted with this key. */
async function encryptAll(query: Query, keys: MasterKeys, key: MasterKey): Promise<number> {
  let count = 0;
  for (const { table, column, purpose } of encryptedColumns) {
    const head = headOf(key);
    // Read once, also where it holds a million: nothing that is written meanwhile is in it.
    await query(
      `DECLARE stored_otherwise NO SCROLL CURSOR FOR
       SELECT ctid::text AS place, encode(${column}, 'base64') AS stored FROM ${table}
       WHERE substr(${column}, 1, ${head.length}) <> '\\x${head.toString('hex')}'`,
      [],
    );
    for (;;) {
      const rows = await query(`FETCH ${batch} FROM stored_otherwise`, []);
      if (rows.length === 0) break;
      const secrets = rows.map(({ stored }) => keys.decrypt(purpose, Buffer.from(String(stored), 'base64')));
      await query(
        `UPDATE ${table} SET ${column} = decode(given.secret, 'base64')
         FROM unnest($1::text[]::tid[], $2::text[]) AS given (place, secret) WHERE ${table}.ctid = given.place`,
        [
          rows.map(({ place }) => String(place)),
          secrets.map((secret) => Buffer.from(keys.encrypt(purpose, secret)).toString('base64')),
        ],
      );
      count += rows.length;
    }
    await query('CLOSE stored_otherwise', []);
  }
  return count;
}

async function formerServersConnected(query: Query): Promise<boolean> {
  const rows = await query(
    'SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1 LIMIT 1',
    [formerServer],
  );
  return rows.length > 0;
}
