import type { AppIdentity } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import type { Change, Entity, EntityKind, LookUp } from '../edge/links/entities.ts';

/** Runs one statement; parameters are strings and arrays of strings. */
export type Query = (sql: string, parameters: readonly (string | readonly string[])[]) => Promise<readonly Row[]>;

type Row = Readonly<Record<string, unknown>>;

/**
 * In this order, entities come after those they belong to, and opt-outs are known before anything is counted. The last came
 * last: a copy of an earlier version reads them and nothing else again.
 */
export const kinds: readonly EntityKind[] = ['domain', 'project', 'opt_out', 'mailing', 'link', 'own_connection'];

/** How the rows of a kind are queried. `$1` is an array of ids, or the id after which to continue. */
interface Source {
  readonly select: string;
  readonly listed: string;
  readonly after: string;
  readonly first: string;
  read(row: Row, decrypt: Decrypt): Entity;
}

/** Decrypts a secret that was stored for a purpose: see secrets/. */
export type Decrypt = (purpose: string, stored: Uint8Array) => Uint8Array;

/** Without a master key, as in tests, secrets are stored as they are. */
const asStored: Decrypt = (_purpose, stored) => stored;

const noUuid = '00000000-0000-0000-0000-000000000000';

const sources: Readonly<Record<EntityKind, Source>> = {
  domain: {
    // Who only claims a host must not say in its name which apps open its links.
    select: `
      SELECT id::text, host, certificate = 'issue' AS certificate,
        (SELECT json_agg(json_build_array(key_id, encode(secret, 'base64'), last_id)) FROM signing_key WHERE domain_id = domain.id) AS keys,
        (SELECT json_agg(json_build_object('system', system, 'app', app, 'fingerprints', fingerprints) ORDER BY system DESC, app)
         FROM listed_app WHERE domain_id = domain.id AND domain.verified_at IS NOT NULL) AS apps
      FROM domain`,
    listed: 'id = ANY($1::text[]::uuid[])',
    after: 'domain.id > $1::text::uuid ORDER BY domain.id',
    first: noUuid,
    read: ({ id, host, certificate, keys, apps }, decrypt) => ({
      kind: 'domain',
      id: String(id),
      host: String(host),
      certificate: certificate === true,
      keys: ((keys ?? []) as [number, string, number | null][]).map(([keyId, key, lastId]) => ({
        keyId,
        key: decrypt('signing key', Buffer.from(key, 'base64')),
        ...(lastId !== null && { lastId }),
      })),
      ...(apps !== null && { apps: apps as AppIdentity[] }),
    }),
  },
  project: {
    select: 'SELECT id::text, account_id::text, ip_mode::text, referrer_policy::text FROM project',
    listed: 'id = ANY($1::text[]::uuid[])',
    after: 'project.id > $1::text::uuid ORDER BY project.id',
    first: noUuid,
    read: ({ id, account_id, ip_mode, referrer_policy }) => ({
      kind: 'project',
      id: String(id),
      accountId: String(account_id),
      ipMode: ip_mode as 'none' | 'truncated' | 'full',
      referrerPolicy: String(referrer_policy).replaceAll('_', '-') as 'no-referrer' | 'strict-origin-when-cross-origin',
    }),
  },
  opt_out: {
    select: `SELECT account_id || ' ' || recipient_id AS id FROM opt_out`,
    listed: `(account_id, recipient_id) IN (SELECT left(thing, 36)::uuid, substr(thing, 38) FROM unnest($1::text[]) AS thing)`,
    after:
      '(account_id, recipient_id) > (left($1::text, 36)::uuid, substr($1::text, 38)) ORDER BY account_id, recipient_id',
    first: `${noUuid} `,
    read: ({ id }) => ({ kind: 'opt_out', id: String(id) }),
  },
  mailing: {
    select: 'SELECT id::text, project_id::text, click_domain_id::text, open_domain_id::text FROM mailing',
    listed: 'id = ANY($1::text[]::bigint[])',
    after: 'mailing.id > $1::text::bigint ORDER BY mailing.id',
    first: '0',
    read: ({ id, project_id, click_domain_id, open_domain_id }) => ({
      kind: 'mailing',
      id: Number(id),
      projectId: String(project_id),
      clickDomainId: click_domain_id === null ? null : String(click_domain_id),
      openDomainId: open_domain_id === null ? null : String(open_domain_id),
    }),
  },
  link: {
    select: 'SELECT id::text, mailing_id::text, url FROM link',
    listed: 'id = ANY($1::text[]::bigint[])',
    after: 'link.id > $1::text::bigint ORDER BY link.id',
    first: '0',
    read: ({ id, mailing_id, url }) => ({
      kind: 'link',
      id: Number(id),
      mailingId: Number(mailing_id),
      url: String(url),
    }),
  },
  own_connection: {
    select: `
      SELECT id::text, account_id::text, encode(key, 'base64') AS key, encode(hash, 'base64') AS hash,
        extract(epoch FROM until) * 1000 AS until
      FROM own_connection`,
    listed: 'id = ANY($1::text[]::uuid[])',
    after: 'own_connection.id > $1::text::uuid ORDER BY own_connection.id',
    first: noUuid,
    read: ({ id, account_id, key, hash, until }, decrypt) => ({
      kind: 'own_connection',
      id: String(id),
      accountId: String(account_id),
      key: decrypt('own connection', Buffer.from(String(key), 'base64')),
      hash: String(hash),
      until: Number(until),
    }),
  },
};

/** The current state of changed entities, or that they are gone; mailings include all of their links. */
export async function stateOf(
  query: Query,
  kind: EntityKind,
  ids: readonly string[],
  decrypt: Decrypt = asStored,
): Promise<Change[]> {
  const { select, listed, read } = sources[kind];
  const found = (await query(`${select} WHERE ${listed}`, [ids])).map((row) => read(row, decrypt));
  const there = new Set(found.map(({ id }) => String(id)));
  const gone = ids.filter((id) => !there.has(id)).map((id): Change => ({ kind: 'gone', of: kind, id: idOf(kind, id) }));
  return [...gone, ...found, ...(kind === 'mailing' ? await linksOf(query, ids) : [])];
}

/** A page of all entities of a kind, which replaces everything between these ids; `next` is null after the last. */
export async function pageOf(
  query: Query,
  kind: EntityKind,
  after: string | null,
  size: number,
  decrypt: Decrypt = asStored,
): Promise<{ readonly changes: readonly Change[]; readonly next: string | null }> {
  const source = sources[kind];
  const from = after ?? source.first;
  const found = (await query(`${source.select} WHERE ${source.after} LIMIT ${size}`, [from])).map((row) =>
    source.read(row, decrypt),
  );
  const to = found.length < size ? null : (found.at(-1)?.id ?? null);
  const gone: Change = { kind: 'gone-between', of: kind, after: idOf(kind, from), to };
  return { changes: [gone, ...found], next: to === null ? null : String(to) };
}

/** Queries through the shared pool. */
export function queryOf(database: Database): Query {
  return (sql, parameters) => database.$queryRawUnsafe<Row[]>(sql, ...parameters);
}

/** Looks up in the database what the feed has not delivered yet: a mailing with its project, or a link with both. */
export function createLookUp(database: Database): LookUp {
  const query = queryOf(database);
  const states = async (kind: EntityKind, id: string | undefined) => {
    const { select, listed, read } = sources[kind];
    return id === undefined ? [] : (await query(`${select} WHERE ${listed}`, [[id]])).map((row) => read(row, asStored));
  };
  return async (kind, id) => {
    const found = await states(kind, String(id));
    const [link] = found.filter((state) => state.kind === 'link');
    const mailings = kind === 'mailing' ? found : await states('mailing', link && String(link.mailingId));
    const [mailing] = mailings.filter((state) => state.kind === 'mailing');
    return [...(await states('project', mailing?.projectId)), ...mailings, ...(link ? [link] : [])];
  };
}

async function linksOf(query: Query, mailings: readonly string[]): Promise<Entity[]> {
  const { select, read } = sources.link;
  return (await query(`${select} WHERE mailing_id = ANY($1::text[]::bigint[])`, [mailings])).map((row) =>
    read(row, asStored),
  );
}

/** As the link map stores it: numbers for mailings and links. */
function idOf(kind: EntityKind, id: string): string | number {
  return kind === 'mailing' || kind === 'link' ? Number(id) : id;
}
