import { randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Query } from '../feed/read-entities.ts';
import type { Secrets } from '../secrets/master-keys.ts';
import { lastGivenIds } from './database-state.ts';
import { type Recovered, recover } from './recover.ts';

/**
 * How far ids jump beyond everything that is known. Servers that know more than the one that begins an epoch are rarely
 * further ahead, and then what they know is kept; if they are, new keys keep it apart.
 */
const margin = 1_000_000;
const keyBatch = 1000;
const lastKeyId = 255;

export interface NewEpochOptions {
  /** The highest ids that a data folder has seen. */
  readonly known: { readonly lastMailing: number; readonly lastLink: number };
  /** Epochs that the folder has seen. Those that the database lost are written down, for other folders that saw them. */
  readonly lostEpochs: readonly string[];
  /** The copy of the links, if there is one. */
  readonly copy: DatabaseSync | undefined;
  readonly cnameZone: string;
  readonly secrets: Secrets;
}

export interface BegunEpoch {
  readonly id: string;
  readonly newKeys: number;
  readonly recovered: Recovered | undefined;
}

/**
 * Begins an epoch, in a transaction of the caller's: no id of a mailing or link is given a second time, each host gets a
 * new signing key, the former keys open nothing of this epoch, and the copy of the links gives back what was lost.
 */
export async function beginEpoch(
  query: Query,
  { known, lostEpochs, copy, cnameZone, secrets }: NewEpochOptions,
): Promise<BegunEpoch> {
  // Whoever registers a mailing meanwhile waits, and gets its ids and its key after this transaction.
  await query('LOCK TABLE mailing, link, domain, signing_key IN SHARE ROW EXCLUSIVE MODE', []);
  const before = await lastGivenIds(query);
  const lastOldId =
    Math.max(before.lastMailing, before.lastLink, known.lastMailing, known.lastLink, await lastIdOfKeys(query)) +
    margin;
  for (const sequence of ['mailing_id_seq', 'link_id_seq'])
    await query(`SELECT setval('${sequence}', $1::text::bigint)`, [String(lastOldId)]);
  await forgetChanges(query);
  const range = { mailingsAfter: before.lastMailing, linksAfter: before.lastLink, to: lastOldId, cnameZone, secrets };
  const recovered = copy && (await recover(query, copy, range));
  await retireKeys(query, lastOldId);
  const newKeys = await addMissingKeys(query, secrets);
  const id = randomUUID();
  for (const one of [...new Set(lostEpochs), id])
    await query(
      `INSERT INTO epoch (number, id, mailings_before, links_before, last_old_id)
       SELECT max(number) + 1, $1::text::uuid, $2::text::bigint, $3::text::bigint, $4::text::bigint FROM epoch
       ON CONFLICT (id) DO NOTHING`,
      [one, String(before.lastMailing), String(before.lastLink), String(lastOldId)],
    );
  return { id, newKeys, recovered };
}

/** A key that was given back may have been retired at a higher id than any that is left. */
async function lastIdOfKeys(query: Query): Promise<number> {
  const [row] = await query('SELECT max(last_id)::text AS last FROM signing_key', []);
  return Number(row?.last ?? 0);
}

/** The numbers of transactions in the change log mean nothing in a database that was restored. */
async function forgetChanges(query: Query): Promise<void> {
  await query('DELETE FROM change', []);
  await query('UPDATE change_horizon SET transaction = pg_current_xact_id()::text::bigint', []);
}

/** A domain that has had all key ids keeps its last key, which the new ids alone keep apart. */
async function retireKeys(query: Query, lastOldId: number): Promise<void> {
  await query(
    `UPDATE signing_key SET retired_at = coalesce(retired_at, now()), last_id = $1::text::bigint
     WHERE last_id IS NULL AND (
       retired_at IS NOT NULL OR domain_id NOT IN (SELECT domain_id FROM signing_key WHERE key_id = ${lastKeyId}))`,
    [String(lastOldId)],
  );
}

/**
 * Gives domains a new key, those of one account or all of them; returns how many got one. Their former keys open what they
 * sealed for ever. A domain that has had all 256 keeps its last.
 */
export async function rotateSigningKeys(query: Query, secrets: Secrets, accountId?: string): Promise<number> {
  await query('LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE', []);
  await query(
    `UPDATE signing_key SET retired_at = now()
     WHERE retired_at IS NULL AND account_id::text LIKE $1
       AND domain_id NOT IN (SELECT domain_id FROM signing_key WHERE key_id = ${lastKeyId})`,
    [accountId ?? '%'],
  );
  return addMissingKeys(query, secrets);
}

/** Makes a key for each domain that has none in use; returns how many. */
export async function addMissingKeys(query: Query, secrets: Secrets): Promise<number> {
  const domains = await query(
    `SELECT domain_id::text AS id FROM signing_key GROUP BY domain_id
     HAVING max(key_id) < ${lastKeyId} AND bool_and(retired_at IS NOT NULL) ORDER BY domain_id`,
    [],
  );
  for (let first = 0; first < domains.length; first += keyBatch) {
    const ids = domains.slice(first, first + keyBatch).map(({ id }) => String(id));
    await query(
      `INSERT INTO signing_key (domain_id, account_id, key_id, secret)
       SELECT signing_key.domain_id, signing_key.account_id, max(signing_key.key_id) + 1, decode(min(given.secret), 'hex')
       FROM unnest($1::text[]::uuid[], $2::text[]) AS given (id, secret)
       JOIN signing_key ON signing_key.domain_id = given.id
       GROUP BY signing_key.domain_id, signing_key.account_id`,
      [ids, ids.map(() => Buffer.from(secrets.encrypt('signing key', randomBytes(32))).toString('hex'))],
    );
  }
  return domains.length;
}
