import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { accountOfDomain, pagesOf, type ReplicaRow } from '../edge/links/replica-entities.ts';
import type { Query } from '../feed/read-entities.ts';
import type { Secrets } from '../secrets/master-keys.ts';
import { type DeadRange, deadRangesOf, sizesOf, whatIsDead } from './dead-ranges.ts';
import type { DeadLinks } from './not-given-back.ts';

/** How much was given back, and what was not. */
export interface Recovered {
  readonly projects: number;
  readonly domains: number;
  readonly mailings: number;
  readonly links: number;
  readonly optOuts: number;
  /** What the copy has and no token leads to any more, by host. */
  readonly dead: readonly DeadLinks[];
}

/** What a database has lost, of what a copy of its links may still have. */
export interface LostRange {
  readonly mailingsAfter: number;
  readonly linksAfter: number;
  /** What is above is not the database's own. */
  readonly to: number;
  /** The operator's zone, in which a domain gets a CNAME target. */
  readonly cnameZone: string;
  readonly secrets: Secrets;
}

const size = 1000;

/**
 * How many of the last ids that a database has given it may lack: sequences are not part of a snapshot, and neither is
 * what was being stored when it was taken.
 */
const beingStored = 10_000;

/**
 * Inserts what a copy of the links has and its database has lost: mailings and links with the projects and domains that
 * they need, the apps of domains, and opt-outs. Only of accounts that the database still has. Names were not in the copy; a
 * domain gets a new CNAME target, so its next check says what to change, and its links keep working meanwhile. Mailings whose
 * links lead nowhere are inserted for the sake of their events, and counted apart.
 */
export async function recover(query: Query, copy: DatabaseSync, range: LostRange): Promise<Recovered> {
  const { mailingsAfter, linksAfter, to, cnameZone, secrets } = range;
  const insert = async (sql: string, rows: readonly ReplicaRow[]) =>
    rows.length === 0 ? 0 : (await query(`${sql} RETURNING 1`, [JSON.stringify(rows)])).length;
  /** Of those that lead nowhere as well, which do not count. */
  const insertAll = async (sql: string, rows: readonly ReplicaRow[], isDead: (row: ReplicaRow) => boolean) => {
    const { alive = [], lost = [] } = Object.groupBy(rows, (row) => (isDead(row) ? 'lost' : 'alive'));
    const given = await insert(sql, alive);
    await insert(sql, lost);
    return given;
  };
  const given = { projects: 0, domains: 0, mailings: 0, links: 0, optOuts: 0 };
  const ranges: DeadRange[] = [];
  for (const page of pagesOf(copy, 'project', { after: '', size })) given.projects += await insert(projects, page);
  for (const page of pagesOf(copy, 'domain', { after: '', size })) {
    const missing = await missingDomains(query, copy, page, cnameZone);
    given.domains += await insert(domains, missing);
    const sent = page.filter(({ id }) => accountOfDomain(copy, String(id)) !== undefined);
    await query(proven, [JSON.stringify(sent)]);
    await query(signingKeys, [JSON.stringify(page.map((row) => withEncryptedKeys(row, secrets))), String(to)]);
    await query(listedApps, [JSON.stringify(page)]);
    ranges.push(...(await deadRangesOf(query, page, { mailingsAfter, linksAfter, missing, secrets })));
  }
  const isDead = whatIsDead(ranges);
  const dead = sizesOf(copy, ranges);
  // In another branch the database has given these ids to others.
  const overlap = dead.some(({ reason }) => reason === 'ids_taken') ? 0 : beingStored;
  for (const page of pagesOf(copy, 'mailing', { after: mailingsAfter - overlap, to, size }))
    given.mailings += await insertAll(mailings, page, isDead.mailing);
  for (const page of pagesOf(copy, 'link', { after: linksAfter - overlap, to, size })) {
    // Whose mailing was not read above, would come to another branch's mailing of that id.
    const own = page.filter(({ mailing }) => Number(mailing) > mailingsAfter - overlap);
    given.links += await insertAll(links, own, isDead.link);
  }
  for (const page of pagesOf(copy, 'opt_out', { after: '', size })) given.optOuts += await insert(optOuts, page);
  return { ...given, dead };
}

/** Those domains of a page that the database lacks and that were not removed, with what it needs to have them. */
async function missingDomains(
  query: Query,
  copy: DatabaseSync,
  page: readonly ReplicaRow[],
  cnameZone: string,
): Promise<readonly ReplicaRow[]> {
  const there = await query(
    `SELECT id::text FROM domain WHERE id = ANY($1::text[]::uuid[])
     UNION SELECT domain_id::text FROM tombstone WHERE domain_id = ANY($1::text[]::uuid[])`,
    [page.map(({ id }) => String(id))],
  );
  const known = new Set(there.map(({ id }) => id));
  return page
    .filter(({ id }) => !known.has(id))
    .flatMap((row) => {
      const account = accountOfDomain(copy, String(row.id));
      const target = `${randomBytes(10).toString('hex')}.${cnameZone}`;
      return account === undefined ? [] : [{ ...row, account, target }];
    });
}

/** A domain of a copy, where its keys are as they are, with its keys as the database stores them. */
function withEncryptedKeys(row: ReplicaRow, secrets: Secrets): ReplicaRow {
  const keys = (JSON.parse(String(row.keys)) as [number, string, number?][]).map(([keyId, key, ...lastId]) => [
    keyId,
    Buffer.from(secrets.encrypt('signing key', Buffer.from(key, 'base64'))).toString('base64'),
    ...lastId,
  ]);
  return { ...row, keys: JSON.stringify(keys) };
}

const given = (columns: string) => `FROM jsonb_to_recordset($1::text::jsonb) AS given (${columns})`;

const projects = `
  INSERT INTO project (id, account_id, name, ip_mode, referrer_policy)
  SELECT given.id, given.account, 'Recovered project', given.ip_mode::ip_mode,
         replace(given.referrer_policy, '-', '_')::referrer_policy
  ${given('id uuid, account uuid, ip_mode text, referrer_policy text')}
  JOIN account ON account.id = given.account
  ON CONFLICT DO NOTHING`;

const domains = `
  INSERT INTO domain (id, account_id, host, cname_target, certificate)
  SELECT given.id, given.account, given.host, given.target,
         (CASE given.certificate WHEN 1 THEN 'issue' ELSE 'refuse' END)::domain_certificate
  ${given('id uuid, account uuid, host text, target text, certificate int')}
  JOIN account ON account.id = given.account
  ON CONFLICT DO NOTHING`;

/** There are mailings only on domains that were verified, and apps are served of no others. */
const proven = `
  UPDATE domain SET verified_at = now() ${given('id uuid')} WHERE domain.id = given.id AND verified_at IS NULL`;

/** They seal nothing any more. */
const signingKeys = `
  INSERT INTO signing_key (domain_id, account_id, key_id, secret, retired_at, last_id)
  SELECT domain.id, domain.account_id, (key->>0)::smallint, decode(key->>1, 'base64'), now(),
         coalesce((key->>2)::bigint, $2::text::bigint)
  ${given('id uuid, keys text')}
  JOIN domain ON domain.id = given.id
  CROSS JOIN jsonb_array_elements(given.keys::jsonb) AS key
  ON CONFLICT DO NOTHING`;

/** Without them, links of sent mail would no longer open the app. What its team confirmed was not in the copy. */
const listedApps = `
  INSERT INTO listed_app (id, domain_id, account_id, system, app, fingerprints)
  SELECT gen_random_uuid(), domain.id, domain.account_id, app->>'system', app->>'app',
         ARRAY(SELECT jsonb_array_elements_text(app->'fingerprints'))
  ${given('id uuid, apps text')}
  JOIN domain ON domain.id = given.id
  CROSS JOIN jsonb_array_elements(given.apps::jsonb) AS app
  ON CONFLICT DO NOTHING`;

const mailings = `
  INSERT INTO mailing (id, account_id, project_id, click_domain_id, open_domain_id, name)
  SELECT given.id, project.account_id, project.id, given.click_domain, given.open_domain, 'Recovered mailing ' || given.id
  ${given('id bigint, project uuid, click_domain uuid, open_domain uuid')}
  JOIN project ON project.id = given.project
  ON CONFLICT DO NOTHING`;

const links = `
  INSERT INTO link (id, account_id, mailing_id, url)
  SELECT given.id, mailing.account_id, mailing.id, given.url
  ${given('id bigint, mailing bigint, url text')}
  JOIN mailing ON mailing.id = given.mailing
  ON CONFLICT DO NOTHING`;

const optOuts = `
  INSERT INTO opt_out (account_id, recipient_id)
  SELECT account.id, substr(given.id, 38)
  ${given('id text')}
  JOIN account ON account.id = left(given.id, 36)::uuid
  ON CONFLICT DO NOTHING`;
