import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@waymark/prisma/embedded';
import { migrate } from '@waymark/prisma/migrate';
import { copyCluster, usedPostgres } from '@waymark/prisma/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newMember, type SentLink, startOn, storedOf } from './histories.ts';
import { cutDatabase } from './test-server.ts';

/** What PostgreSQL's own files are when a copy of them is put back, or a standby takes over. */
let folder: string;
let postgres: EmbeddedPostgres;
const home = () => join(folder, 'postgres');
const data = () => join(folder, 'data');

/** Every test stops and starts PostgreSQL itself, so all but the first are in the long form. */
const isLong = process.env.WAYMARK_ALL_STATES !== undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-put-back-'));
  usedPostgres(folder);
  postgres = await startEmbeddedPostgres(home());
  await migrate(postgres.url);
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true });
});

async function query(sql: string) {
  const client = new pg.Client(postgres.url);
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

const epochs = async () => (await query('SELECT id FROM epoch')).length;

async function whileStopped(work: () => Promise<void>): Promise<void> {
  await postgres.stop();
  await work();
  postgres = await startEmbeddedPostgres(home());
}

const keepCopy = () => whileStopped(async () => copyCluster(home(), `${home()}-kept`));

const putBack = () =>
  whileStopped(async () => {
    await rm(home(), { recursive: true });
    copyCluster(`${home()}-kept`, home());
  });

describe('a cold copy of the database, put back beside a newer data folder', () => {
  it('is noticed: newer links lead to their own pages, and their events are stored', async () => {
    const member = await newMember(postgres.url);
    let server = await startOn(postgres.url, data());
    const [first] = await server.send(member, ['https://shop.example/first']);
    await server.stop();
    await keepCopy();
    server = await startOn(postgres.url, data());
    const [later] = await server.send(member, ['https://shop.example/later']);
    await cutDatabase(postgres.url);
    expect(await server.click(later!, 'waits')).toBe('https://shop.example/later');
    await server.stop();
    await putBack();

    server = await startOn(postgres.url, data());
    const [fresh] = await server.send(member, ['https://shop.example/fresh']);
    const links = [first!, later!, fresh!];
    const pages = await Promise.all(links.map((link: SentLink) => server.click(link, 'asked')));
    expect(pages).toEqual(links.map(({ url }) => url));
    await server.drained();
    const lost = await server.metric('waymark_events_lost_total');
    await server.stop();
    const found = await storedOf(postgres.url, ['waits']);
    console.log(
      `cold copy: ${pages.length} links right, 0 wrong; ${found.stored} of 1 waiting event stored, ${lost} lost, ${found.double} double`,
    );
    expect([found, lost, await epochs()]).toEqual([{ stored: 1, double: 0 }, 0, 2]);
  });
});

if (isLong) {
  describe('a cold copy that is put back once more', () => {
    it('is noticed where nothing was sent, by the position of its log: an opt-out is kept', async () => {
      await keepCopyAgain();
      const server = await startOn(postgres.url, data());
      await query(`INSERT INTO opt_out (account_id, recipient_id) SELECT id, 'ada' FROM account`);
      await new Promise((followed) => setTimeout(followed, 1500));
      await server.stop();
      await putBack();
      expect(await query('SELECT FROM opt_out')).toHaveLength(0);
      const next = await startOn(postgres.url, data());
      await next.stop();
      expect(await query('SELECT recipient_id FROM opt_out')).toEqual([{ recipient_id: 'ada' }]);
      expect(await epochs()).toBe(3);
    });
  });

  describe('a standby that took over', () => {
    it('is noticed by its timeline: links work, and hosts have new keys, once', async () => {
      const member = await newMember(postgres.url);
      let server = await startOn(postgres.url, data());
      const [before] = await server.send(member, ['https://shop.example/before']);
      await server.stop();
      await whileStopped(() => writeFile(join(home(), 'pgdata', 'standby.signal'), ''));
      await query('SELECT pg_promote()');
      const keys = async () => (await query('SELECT FROM signing_key')).length;
      const keysBefore = await keys();
      server = await startOn(postgres.url, data());
      const [after] = await server.send(member, ['https://shop.example/after']);
      expect(await Promise.all([before!, after!].map((link) => server.click(link, 'x')))).toEqual([
        'https://shop.example/before',
        'https://shop.example/after',
      ]);
      await server.stop();
      const [keysAfter, epochsAfter] = [await keys(), await epochs()];
      expect(keysAfter).toBe(keysBefore + 2);
      await (await startOn(postgres.url, data())).stop();
      expect([await keys(), await epochs()]).toEqual([keysAfter, epochsAfter]);
      console.log(`failover: 2 links right, 0 wrong; ${keysAfter - keysBefore} new keys`);
    });
  });
}

async function keepCopyAgain(): Promise<void> {
  await rm(`${home()}-kept`, { recursive: true });
  await keepCopy();
}
