import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sealToken } from '@waymark/core';
import { openDatabase } from '@waymark/prisma';
import { emptyDatabase, type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backUp } from '../src/backup/back-up.ts';
import { createProgress, type Progress } from '../src/backup/progress.ts';
import { declareRestored, restore } from '../src/backup/restore.ts';
import { ask } from './ask.ts';
import { type ClickedLink, end, sentLink, startClicking, startProgram } from './clicks.ts';
import { cnameZone, startOn } from './histories.ts';
import { countStored } from './stored-clicks.ts';
import { freePort } from './test-server.ts';

/** How much is clicked before, while and after the backup is made. */
const clickMs = Number(process.env.WAYMARK_FAULT_SECONDS ?? 1) * 1000;
const progress = createProgress(() => undefined);

let fresh: FreshDatabase;
let folder: string;
let link: ClickedLink;
/** Sent after the backup. */
let later: ClickedLink;
let file: string;
let answeredBefore: ReadonlySet<string>;
let stoppedFolder: string;

const dataOf = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-backup-'));
  fresh = await freshDatabase();
  link = await sentLink(fresh.database);
  const port = await freePort();
  const dataFolder = dataOf('data');
  const server = await startProgram({
    PORT: String(port),
    DATABASE_URL: fresh.url,
    WAYMARK_DATA: dataFolder,
    WAYMARK_LOG_LEVEL: 'silent',
  });
  const clicking = startClicking(port, link, 8);
  await sleep(clickMs);
  answeredBefore = new Set(clicking.answered);
  file = join(folder, 'waymark.backup');
  const given = { WAYMARK_PUBLIC_URL: 'https://waymark.example', WAYMARK_SMTP_URL: 'smtp://a:"b@mail.example' };
  const settings = {
    databaseUrl: fresh.url,
    dataFolder,
    natsCredentials: undefined,
    domainConnectKey: undefined,
    given,
  };
  await backUp(file, settings, progress);
  await sleep(clickMs);
  const { answered, failed, broken } = await clicking.stop();
  expect([failed, broken]).toEqual([0, 0]);
  later = await anotherLink();
  // The server has it in its copy as soon as it answers it.
  while ((await click(port, later)).status !== 302) await sleep(100);
  await end(server, 'SIGTERM');
  stoppedFolder = dataOf('stopped');
  await cp(dataFolder, stoppedFolder, { recursive: true });
  console.log(
    `backup under load: ${answeredBefore.size} clicks before it, ${answered.size} in all, 0 failed; ${(await stat(file)).size} bytes`,
  );
}, 120_000);
afterAll(async () => {
  await fresh.drop();
  await rm(folder, { recursive: true });
});

/** Another mailing on the same domain. */
async function anotherLink(): Promise<ClickedLink> {
  const { database } = fresh;
  const { id, accountId } = await database.domain.findUniqueOrThrow({ where: { host: link.host } });
  const { id: projectId } = await database.project.findFirstOrThrow({ where: { accountId } });
  const { links } = await factories(database).mailing(accountId, projectId, id, ['https://shop.brand.com/later']);
  return { ...link, linkId: Number(links[0]!.id) };
}

async function click(port: number, { host, key, linkId }: ClickedLink) {
  return ask(port, `/c/${tokenOf({ host, key, linkId }, 'one')}`, { host });
}

/** Sealed with the domain's first key. */
function tokenOf({ host, key, linkId }: ClickedLink, recipientId: string): string {
  return sealToken({ kind: 'c', id: linkId, keyId: 1, recipientId }, host, key);
}

/** Every row of the tables that a restore may not change, as text. */
async function contentsOf(url: string): Promise<Record<string, string>> {
  const client = new pg.Client(url);
  await client.connect();
  const contents: Record<string, string> = {};
  for (const table of ['account', 'member', 'project', 'domain', 'mailing', 'link', 'opt_out', 'installation'])
    contents[table] = JSON.stringify((await client.query(`SELECT * FROM "${table}" ORDER BY 1`)).rows);
  await client.end();
  return contents;
}

/** Ends a restore before what it would say next. */
function killedBefore(step: string): Progress {
  return {
    ...progress,
    say(text) {
      if (text.startsWith(step)) throw new Error('killed');
    },
  };
}

async function storedIn(url: string, answered: ReadonlySet<string>) {
  const database = openDatabase(url, { connections: 1 });
  const found = await countStored(database, answered);
  await database.$disconnect();
  return found;
}

describe('a backup that was made under load', () => {
  it('is for its owner alone', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is restored onto an empty machine, with an embedded database: everything is there, and links lead to their pages', {
    timeout: 120_000,
  }, async () => {
    const data = dataOf('empty-machine');
    const restored = await restore(
      file,
      { databaseUrl: undefined, dataFolder: data, cnameZone, overwrite: false },
      progress,
    );
    expect(await readFile(join(restored.settingsFolder, 'settings.env'), 'utf8')).toBe(
      'WAYMARK_PUBLIC_URL="https://waymark.example"\nWAYMARK_SMTP_URL="smtp://a:\\"b@mail.example"\n',
    );
    const port = await freePort();
    const server = await startProgram({ PORT: String(port), WAYMARK_DATA: data, WAYMARK_LOG_LEVEL: 'silent' });
    expect((await click(port, link)).headers.location).toBe('https://shop.brand.com/');
    expect((await click(port, later)).status).toBe(404);
    await end(server, 'SIGTERM');
  });

  it('is restored into an empty database with every row and event, none of them twice', async () => {
    const { url } = await emptyDatabase();
    const data = dataOf('empty-database');
    const { belonging } = await restore(
      file,
      { databaseUrl: url, dataFolder: data, cnameZone, overwrite: false },
      progress,
    );
    const before = await contentsOf(fresh.url);
    const after = await contentsOf(url);
    // The later mailing is in the database that was backed up, and not in the backup.
    for (const table of ['account', 'member', 'project', 'domain', 'opt_out'])
      expect(after[table], table).toBe(before[table]);
    const { lost, double, stored } = await storedIn(url, answeredBefore);
    console.log(
      `restored: ${stored} events, of ${answeredBefore.size} that were answered before: ${lost} lost, ${double} double`,
    );
    expect([lost, double, belonging.begun?.newKeys]).toEqual([0, 0, 1]);
  });

  it('restored beside a copy of the links that survived, also answers what was sent later', async () => {
    const { url } = await emptyDatabase();
    const { belonging } = await restore(
      file,
      { databaseUrl: url, dataFolder: stoppedFolder, cnameZone, overwrite: false },
      progress,
    );
    expect(belonging.begun?.recovered).toMatchObject({ mailings: 1, links: 1 });
    await using server = await startOn(url, stoppedFolder);
    const pageOf = ({ host, key, linkId }: ClickedLink) =>
      server.click({ host, url: '', token: (recipientId) => tokenOf({ host, key, linkId }, recipientId) }, 'x');
    expect([await pageOf(link), await pageOf(later)]).toEqual([
      'https://shop.brand.com/',
      'https://shop.brand.com/later',
    ]);
    await server.stop();
  });

  it('is not restored over anything, unless that is meant, and again where that was killed', async () => {
    const other = await freshDatabase();
    await factories(other.database).account();
    const settings = { databaseUrl: other.url, dataFolder: dataOf('overwritten'), cnameZone };
    await expect(restore(file, { ...settings, overwrite: false }, progress)).rejects.toThrow(
      'The database is not empty. To throw away what is in it, run this again with --overwrite.',
    );
    expect(await other.database.account.count()).toBe(1);
    await expect(restore(file, { ...settings, overwrite: true }, killedBefore('new keys'))).rejects.toThrow('killed');
    // A server that starts now takes the database for one that was moved, and gives no id a second time.
    expect(await other.database.installation.findMany()).toMatchObject([{ database: 'restoring' }]);
    await other.database.$executeRaw`DROP SCHEMA public CASCADE`;
    const left = join(settings.dataFolder, 'restoring');
    await mkdir(join(left, 'main'), { recursive: true });
    await restore(file, { ...settings, overwrite: true }, progress);
    expect((await contentsOf(other.url)).domain).toBe((await contentsOf(fresh.url)).domain);
    expect(existsSync(left)).toBe(false);
    await other.drop();
  });

  it('and was cut off is refused before anything is changed', async () => {
    const cut = join(folder, 'cut.backup');
    await cp(file, cut);
    await truncate(cut, (await stat(file)).size - 100);
    const { url } = await emptyDatabase();
    const settings = { databaseUrl: url, dataFolder: dataOf('cut'), cnameZone, overwrite: true };
    await expect(restore(cut, settings, progress)).rejects.toThrow(
      `${cut} is no complete backup: it is damaged or was cut off. Use another one.`,
    );
    await expect(restore(join(folder, 'none'), settings, progress)).rejects.toThrow(/none cannot be read/);
  });
});

describe('a machine that was put back as a whole', () => {
  it('gets new ids and keys when it is told', async () => {
    const settings = { databaseUrl: fresh.url, dataFolder: dataOf('data'), cnameZone };
    const { lastId } = await keyOf();
    expect(lastId).toBeNull();
    const { begun } = await declareRestored(settings);
    expect(begun?.newKeys).toBe(1);
    expect(Number((await keyOf()).lastId)).toBeGreaterThan(1_000_000);
    const mailing = await anotherLink();
    expect(mailing.linkId).toBeGreaterThan(1_000_000);
    await using server = await startOn(fresh.url, dataOf('data'));
    const page = await server.click({ ...mailing, url: '', token: (id) => tokenOf(mailing, id) }, 'x');
    // It was sealed with the former key, which must not know it.
    expect(page).toBeUndefined();
    await server.stop();
  });

  const keyOf = () => fresh.database.signingKey.findFirstOrThrow({ where: { keyId: 1 } });
});
