import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from './client.ts';
import { migrate, migrationNames, migrationsFolder } from './migrate.ts';
import { emptyDatabase } from './testing.ts';

const mailings = '20261129220000_mailings';
const account = '01900000-0000-7000-8000-00000000000a';
const [domain, project, member] = [1, 2, 3].map((n) => `01900000-0000-7000-8000-00000000000${n}`);
const november = new Date('2026-11-24T12:00:00.000Z');

/** Rows as the previous version wrote them: in every table, with an event in each partition and a key of every kind. */
const before = `
  SELECT make_event_month('2026-11-24T12:00:00Z');
  INSERT INTO account (id, name, created_at) VALUES ('${account}', 'Brand', '2026-11-01');
  INSERT INTO member (id, account_id, name, role) VALUES ('${member}', '${account}', 'Ada', 'owner');
  INSERT INTO key (id, account_id, member_id, kind, name, prefix, hash)
    VALUES (gen_random_uuid(), '${account}', '${member}', 'member', 'k', 'wm_mem_', '\\x01');
  INSERT INTO setup_token (hash) VALUES ('\\x02');
  INSERT INTO domain (id, account_id, host, cname_target, status)
    VALUES ('${domain}', '${account}', 'click.brand.com', 'a.cname.waymark.example', 'verified');
  INSERT INTO signing_key (domain_id, account_id, key_id, secret) VALUES ('${domain}', '${account}', 1, '\\x03');
  INSERT INTO domain_check (id, domain_id, account_id, status, code, details, transient, observation)
    VALUES (gen_random_uuid(), '${domain}', '${account}', 'verified', 'ready', '{}', false, '{}');
  INSERT INTO project (id, account_id, name, click_domain_id) VALUES ('${project}', '${account}', 'Newsletter', '${domain}');
  INSERT INTO message (id, account_id, project_id, click_domain_id, open_domain_id, name)
    VALUES (7, '${account}', '${project}', '${domain}', '${domain}', 'November');
  SELECT setval('message_id_seq', 7);
  INSERT INTO link (id, account_id, message_id, destination) VALUES (70, '${account}', 7, 'https://brand.com/');
  UPDATE link SET destination = 'https://brand.com/new' WHERE id = 70;
  INSERT INTO correction (id, account_id, link_id, at, member_id, member_name, before, after)
    VALUES (gen_random_uuid(), '${account}', 70, '2026-11-24', '${member}', 'Ada', 'https://brand.com/', 'https://brand.com/new');
  INSERT INTO event (id, account_id, message_id, link_id, kind, at, recipient, ip, user_agent, class, reason, later_reason) VALUES
    (gen_random_uuid(), '${account}', 7, 70, 'click', '2026-11-24T12:00:00Z', '4711', '192.0.2.0', 'Firefox', 'human', 'browser', 'burst'),
    (gen_random_uuid(), '${account}', 7, NULL, 'open', '2031-01-01T00:00:00Z', NULL, NULL, NULL, 'proxy', 'gmail', NULL);
  INSERT INTO counted_message (message_id, at, milliseconds, rules) VALUES (7, '2026-11-24', 3, 1);
  INSERT INTO message_day (message_id, day, kind, class, reason, total, deduplicated, uniques, uniques_of_all, last_at)
    VALUES (7, '2026-11-24', 'click', 'human', 'browser', 4, 3, 2, 1, '2026-11-24T12:00:00Z');
  INSERT INTO link_day (link_id, day, class, reason, message_id, total, deduplicated, uniques, uniques_of_all)
    VALUES (70, '2026-11-24', 'human', 'browser', 7, 4, 3, 2, 1);
  INSERT INTO journal_cursor (journal, position) VALUES ('segments', 5);
  INSERT INTO withdrawal (account_id, recipient, at) VALUES ('${account}', '4712', '2026-11-24T12:00:00Z');
  INSERT INTO erasure (account_id, recipient, at) VALUES ('${account}', '4713', '2026-11-24T12:00:00Z');
  INSERT INTO former_key (domain_id, key_id, account_id, secret, removed_at)
    VALUES (gen_random_uuid(), 1, '${account}', '\\x04', '2026-11-24');
  INSERT INTO tombstone (domain_id, account_id, host, cname_target)
    VALUES (gen_random_uuid(), '${account}', 'old.brand.com', 'b.cname.waymark.example');
  INSERT INTO alert (id, account_id, domain_id, host, kind, code, details, at, undelivered) VALUES
    (gen_random_uuid(), '${account}', '${domain}', 'click.brand.com', 'went_bad', 'missing', '{}', '2026-11-23', '{}'),
    (gen_random_uuid(), '${account}', '${domain}', 'click.brand.com', 'recovered', 'ready', '{}', '2026-11-24', '{}');
  INSERT INTO alert_settings (account_id, recipients) VALUES ('${account}', '{ada@brand.com}');
  INSERT INTO checks_now (account_id, times) VALUES ('${account}', '{2026-11-24}');`;

let url: string;
let folder: string;
let client: pg.Client;
let database: Database;

beforeAll(async () => {
  ({ url } = await emptyDatabase());
  folder = await mkdtemp(join(tmpdir(), 'waymark-before-'));
  await cp(migrationsFolder, folder, { recursive: true });
  const later = (await migrationNames()).filter((name) => name >= mailings);
  await Promise.all(later.map((name) => rm(join(folder, name), { recursive: true })));
  await migrate(url, folder);
  client = new pg.Client(url);
  await client.connect();
  await client.query(before);
  expect(await rowsByTable()).toMatchObject({ message: 1, event: 2, uncounted_message: 1 });
  expect(await migrate(url)).toContain(mailings);
  database = openDatabase(url);
});
afterAll(async () => {
  await database.$disconnect();
  await client.end();
  await rm(folder, { recursive: true });
});

async function rowsByTable(): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    counts[name] = (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM "${name}"`)).rows[0]!.n;
  }
  return counts;
}

describe('a database from when mailings were called messages, after the upgrade', () => {
  it('has all its rows, in the renamed tables', async () => {
    const { _prisma_migrations, change, ...counts } = await rowsByTable();
    expect(counts).toMatchObject({
      account: 1,
      alert: 2,
      alert_settings: 1,
      change_horizon: 1,
      checks_now: 1,
      counted_mailing: 1,
      destination_change: 1,
      domain: 1,
      domain_check: 1,
      erasure: 1,
      event: 2,
      former_key: 1,
      journal_cursor: 1,
      key: 1,
      link: 1,
      link_day: 1,
      mailing: 1,
      mailing_day: 1,
      member: 1,
      opt_out: 1,
      project: 1,
      setup_token: 1,
      signing_key: 1,
      tombstone: 1,
      uncounted_mailing: 1,
    });
    expect(change).toBeGreaterThan(0);
  });

  it('has the same contents under the new names', async () => {
    expect(await database.mailing.findMany({ include: { links: true, counted: true, days: true } })).toMatchObject([
      {
        id: 7n,
        name: 'November',
        links: [{ id: 70n, url: 'https://brand.com/new' }],
        counted: { milliseconds: 3 },
        days: [{ type: 'click', client: 'human', reason: 'browser', total: 4, uniquesOfAll: 1 }],
      },
    ]);
    expect(await database.linkDay.findMany()).toMatchObject([{ linkId: 70n, mailingId: 7n, client: 'human' }]);
    expect(await database.destinationChange.findMany()).toMatchObject([
      { linkId: 70n, before: 'https://brand.com/', after: 'https://brand.com/new', memberName: 'Ada' },
    ]);
    expect(await database.event.findMany({ orderBy: { at: 'asc' } })).toMatchObject([
      {
        ...{ mailingId: 7n, linkId: 70n, type: 'click', at: november, recipientId: '4711', ip: '192.0.2.0' },
        ...{ userAgent: 'Firefox', client: 'human', reason: 'browser', laterReason: 'burst' },
      },
      { mailingId: 7n, linkId: null, type: 'open', recipientId: null, client: 'proxy', reason: 'gmail' },
    ]);
    expect(await database.optOut.findMany()).toEqual([{ accountId: account, recipientId: '4712', at: november }]);
    expect(await database.erasure.findMany()).toEqual([{ accountId: account, recipientId: '4713', at: november }]);
    const alerts = await database.alert.findMany({ orderBy: { at: 'asc' } });
    expect(alerts.map(({ type }) => type)).toEqual(['domain_broken', 'domain_recovered']);
    const changes = await database.change.findMany();
    expect(changes.map(({ kind, thing }) => `${kind} ${thing}`)).toEqual(
      expect.arrayContaining(['mailing 7', 'link 70', `opt_out ${account} 4712`]),
    );
  });

  it('gives a new mailing the next number, and its events a partition', async () => {
    const where = { accountId: account, projectId: project!, clickDomainId: domain!, openDomainId: null };
    const { id } = await database.mailing.create({ data: { ...where, name: 'December' } });
    expect(id).toBe(8n);
    const at = new Date('2033-07-01T00:00:00.000Z');
    await client.query('SELECT make_event_month($1)', [at]);
    const event = { accountId: account, mailingId: id, type: 'open', client: 'human', reason: 'browser', at } as const;
    await database.event.create({ data: { id: '01900000-0000-7000-8000-0000000000e1', ...event } });
    const { rows } = await client.query('SELECT mailing_id, recipient_id FROM event_2033_07');
    expect(rows).toEqual([{ mailing_id: '8', recipient_id: null }]);
    expect(await database.uncountedMailing.findFirst({ where: { mailingId: id } })).not.toBeNull();
  });

  it('still logs changes and deletes events with their mailing', async () => {
    await database.change.deleteMany();
    await database.link.update({ where: { id: 70n }, data: { url: 'https://brand.com/newer' } });
    await database.optOut.create({ data: { accountId: account, recipientId: '4714' } });
    await database.link.delete({ where: { id: 70n } });
    await database.mailing.delete({ where: { id: 7n } });
    const changes = await database.change.findMany();
    expect(new Set(changes.map(({ kind, thing }) => `${kind} ${thing}`))).toEqual(
      new Set(['link 70', 'mailing 7', `opt_out ${account} 4714`]),
    );
    expect(await database.event.count({ where: { mailingId: 7n } })).toBe(0);
    expect(await database.linkDay.count()).toBe(0);
    expect(await database.uncountedMailing.count({ where: { mailingId: 7n } })).toBe(0);
  });

  it('has no old word left in any name', async () => {
    const { rows } = await client.query<{ name: string }>(`
      SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
      UNION SELECT relname || '.' || attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = 'public'::regnamespace AND attnum > 0
      UNION SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION SELECT tgname FROM pg_trigger
      UNION SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      UNION SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace
      UNION SELECT enumlabel FROM pg_enum
      UNION SELECT prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace`);
    const names = rows.map(({ name }) => name);
    expect(names).toContain('event_2026_11_mailing_id_at_idx');
    expect(names).toContain('event_2026_11_account_id_recipient_id_idx');
    const old =
      /message|withdraw|correction|went_bad|^recovered|event.*kind|alert.*kind|event.*class|destination$|recipient$/;
    expect(names.filter((name) => old.test(name))).toEqual([]);
  });
});
