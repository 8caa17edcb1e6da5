import { type LiveIdentity, liveIdentityOf, walPosition } from '../feed/change-log.ts';
import type { Query } from '../feed/read-entities.ts';

/** One stretch of an installation's life. */
export interface Epoch {
  readonly id: string;
  /** The last ids given before it. */
  readonly mailingsBefore: number;
  readonly linksBefore: number;
  /** Ids of this epoch are above. */
  readonly lastOldId: number;
}

/** What a database says about itself. */
export interface DatabaseState {
  readonly live: LiveIdentity & { readonly wal: string };
  /** Whether anybody has an account in it. */
  readonly hasAccounts: boolean;
  /** Undefined before a server of this version has used it. */
  readonly stored: StoredIdentity | undefined;
}

interface StoredIdentity extends LiveIdentity {
  readonly installation: string;
  /** In order; the last is the present one. */
  readonly epochs: readonly Epoch[];
  /** The highest ids that were ever given. */
  readonly lastMailing: number;
  readonly lastLink: number;
}

/** Reads it, also from a database without any of our tables. */
export async function readDatabaseState(query: Query): Promise<DatabaseState> {
  const live = {
    ...(await liveIdentityOf(query)),
    wal: String((await query(`SELECT ${walPosition} AS wal`, []))[0]?.wal),
  };
  const [tables] = await query(
    `SELECT to_regclass('account') IS NOT NULL AS account, to_regclass('installation') IS NOT NULL AS installation`,
    [],
  );
  const accounts = tables?.account === true ? await query('SELECT FROM account LIMIT 1', []) : [];
  const [row] =
    tables?.installation === true ? await query('SELECT id::text, database, timeline FROM installation', []) : [];
  return { live, hasAccounts: accounts.length > 0, stored: row && (await storedIdentity(query, row)) };
}

async function storedIdentity(query: Query, row: Readonly<Record<string, unknown>>): Promise<StoredIdentity> {
  const epochs = await query(
    `SELECT id::text, mailings_before::text AS mailings, links_before::text AS links, last_old_id::text AS old
     FROM epoch ORDER BY number`,
    [],
  );
  return {
    installation: String(row.id),
    database: String(row.database),
    timeline: String(row.timeline),
    epochs: epochs.map(({ id, mailings, links, old }) => ({
      id: String(id),
      mailingsBefore: Number(mailings),
      linksBefore: Number(links),
      lastOldId: Number(old),
    })),
    ...(await lastGivenIds(query)),
  };
}

/** The highest ids that a database has given, whether or not their mailings still exist. */
export async function lastGivenIds(query: Query): Promise<{ readonly lastMailing: number; readonly lastLink: number }> {
  const given = (sequence: string) => `(SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM ${sequence})::text`;
  const [row] = await query(`SELECT ${given('mailing_id_seq')} AS mailing, ${given('link_id_seq')} AS link`, []);
  return { lastMailing: Number(row?.mailing), lastLink: Number(row?.link) };
}
