import type { DatabaseSync } from 'node:sqlite';
import type { ReplicaRow } from '../edge/links/replica-entities.ts';
import type { Query } from '../feed/read-entities.ts';
import type { Secrets } from '../secrets/master-keys.ts';
import type { DeadLinks, DeadReason } from './not-given-back.ts';

/** Ids on a domain of a copy, above one and up to another one, whose tokens lead nowhere in the database. */
export interface DeadRange {
  readonly domain: string;
  readonly host: string;
  readonly reason: DeadReason;
  readonly after: number;
  readonly to: { readonly mailing: number; readonly link: number };
}

interface Given {
  /** The last ids that the database had given. */
  readonly mailingsAfter: number;
  readonly linksAfter: number;
  /** Domains that the database did not have before. */
  readonly missing: readonly ReplicaRow[];
  readonly secrets: Secrets;
}

const any = Number.MAX_SAFE_INTEGER;

/** Compares domains of a copy with what the database has of them, after it was given those that it can have. */
export async function deadRangesOf(
  query: Query,
  page: readonly ReplicaRow[],
  { mailingsAfter, linksAfter, missing, secrets }: Given,
): Promise<DeadRange[]> {
  const ids = page.map(({ id }) => String(id));
  const found = await query(
    `SELECT id::text, host, (SELECT json_object_agg(key_id, encode(secret, 'base64')) FROM signing_key WHERE domain_id = domain.id) AS keys
     FROM domain WHERE id = ANY($1::text[]::uuid[]) OR host = ANY($2::text[])`,
    [ids, page.map(({ host }) => String(host))],
  );
  const removed = await query('SELECT domain_id::text AS id FROM tombstone WHERE domain_id = ANY($1::text[]::uuid[])', [
    ids,
  ]);
  const keysOf = new Map(found.map(({ id, keys }) => [id, decrypted(keys as Keys | null, secrets)]));
  const hosts = new Set(found.map(({ host }) => host));
  const [gone, added] = [removed, missing].map((rows) => new Set(rows.map(({ id }) => id)));
  return page.flatMap((row): DeadRange[] => {
    const domain = String(row.id);
    const of = { domain, host: String(row.host) };
    const keys = keysOf.get(domain);
    if (gone?.has(domain)) return [];
    if (keys === undefined) {
      const reason = hosts.has(row.host) ? 'host_taken' : 'account_lost';
      return [{ ...of, reason, after: 0, to: { mailing: any, link: any } }];
    }
    // Of what is on a domain that is new to the database, it cannot have given any id itself.
    if (added?.has(domain))
      return [{ ...of, reason: 'ids_taken', after: 0, to: { mailing: mailingsAfter, link: linksAfter } }];
    return otherKeys(row, keys).map(([after, to]) => ({
      ...of,
      reason: 'ids_taken',
      after,
      to: { mailing: to, link: to },
    }));
  });
}

/** In base64, by id. */
type Keys = Readonly<Record<string, string>>;

function decrypted(keys: Keys | null, secrets: Secrets): Keys | null {
  const plain = (stored: string) =>
    Buffer.from(secrets.decrypt('signing key', Buffer.from(stored, 'base64'))).toString('base64');
  return keys && Object.fromEntries(Object.entries(keys).map(([id, stored]) => [id, plain(stored)]));
}

/** From where to where a copy's domain sealed with keys that the database's domain does not have. */
function otherKeys({ keys }: ReplicaRow, known: Keys | null): [number, number][] {
  const ranges: [number, number][] = [];
  let after = 0;
  for (const [keyId, key, lastId] of (JSON.parse(String(keys)) as [number, string, number?][]).sort(
    ([a], [b]) => a - b,
  )) {
    const to = lastId ?? any;
    if (known?.[keyId] !== key) ranges.push([after, to]);
    after = to;
  }
  return ranges;
}

/** Whether rows of a copy are in these ranges: mailings, and links with the `click_domain` of their mailing. */
export function whatIsDead(dead: readonly DeadRange[]) {
  const byDomain = Map.groupBy(dead, ({ domain }) => domain);
  const isIn = (domain: ReplicaRow[string] | undefined, test: (range: DeadRange) => boolean) =>
    byDomain.get(String(domain))?.some(test) ?? false;
  return {
    mailing({ id, click_domain, open_domain }: ReplicaRow): boolean {
      const holds = ({ after, to }: DeadRange) => Number(id) > after && Number(id) <= to.mailing;
      return isIn(click_domain, holds) || isIn(open_domain, holds);
    },
    link({ id, click_domain }: ReplicaRow): boolean {
      return isIn(click_domain, ({ after, to }) => Number(id) > after && Number(id) <= to.link);
    },
  };
}

/** How much of a copy is in these ranges. */
export function sizesOf(copy: DatabaseSync, dead: readonly DeadRange[]): DeadLinks[] {
  if (dead.length === 0) return [];
  const count = (things: string) => {
    const rows = copy.prepare(`${things} GROUP BY dead.key`).all(JSON.stringify(dead));
    return new Map(rows.map(({ place, count }) => [Number(place), Number(count)]));
  };
  const [mailings, links] = [count(deadMailings), count(deadLinks)];
  return dead
    .map(({ host, reason }, place) => ({
      host,
      reason,
      mailings: mailings.get(place) ?? 0,
      links: links.get(place) ?? 0,
    }))
    .filter((one) => one.mailings > 0 || one.links > 0);
}

const deadMailings = `
  SELECT dead.key AS place, count(*) AS count FROM json_each(?) AS dead
  JOIN (SELECT id, click_domain AS domain FROM mailing UNION SELECT id, open_domain FROM mailing) AS mailing
    ON mailing.domain = dead.value->>'domain'
   AND mailing.id > dead.value->>'after' AND mailing.id <= dead.value->'to'->>'mailing'`;

const deadLinks = `
  SELECT dead.key AS place, count(*) AS count FROM json_each(?) AS dead
  JOIN mailing ON mailing.click_domain = dead.value->>'domain'
  JOIN link ON link.mailing = mailing.id AND link.id > dead.value->>'after'
   AND (link.id <= dead.value->'to'->>'link' OR mailing.id <= dead.value->'to'->>'mailing')`;
