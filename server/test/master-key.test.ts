import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealToken } from '@waymark/core';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backUp } from '../src/backup/back-up.ts';
import { restore } from '../src/backup/restore.ts';
import { inTransaction } from '../src/identity/belonging.ts';
import { rotateMasterKey } from '../src/identity/master-key.ts';
import { keyIdOf } from '../src/secrets/cipher.ts';
import { MasterKeys } from '../src/secrets/master-keys.ts';
import { type ClickedLink, sentLink } from './clicks.ts';
import {
  addVerifiedDomain,
  cnameZone,
  startTestServer,
  storedId,
  storedNumber,
  type TestServer,
} from './test-server.ts';

const shop = 'https://shop.brand.com/';

const progress = { say: () => undefined, count: () => undefined };

let server: TestServer;
let folder: string;

/** Every table as text, as in a dump. */
async function dump(url = server.databaseUrl): Promise<string> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  const { rows } =
    await client.query(`SELECT query_to_xml(format('SELECT * FROM %I.%I', schemaname, tablename), true, false, '') AS it
    FROM pg_tables WHERE schemaname IN ('public', 'pgboss')`);
  await client.end();
  return rows.map(({ it: text }) => String(text)).join('\n');
}

/** The ways in which bytes are written into dumps and logs. */
const written = (key: Uint8Array) =>
  (['hex', 'base64', 'base64url'] as const).map((encoding) => Buffer.from(key).toString(encoding).replace(/=+$/, ''));

/** What the rows of a column are encrypted with. */
async function keyIds(table: 'signing_key' | 'former_key' | 'own_connection', column: string) {
  const rows = await server.database.$queryRawUnsafe<{ it: Uint8Array }[]>(`SELECT ${column} AS it FROM ${table}`);
  return [...new Set(rows.map(({ it: stored }) => keyIdOf(stored)))];
}

const usedKey = async () => (await server.database.installation.findFirstOrThrow()).masterKey ?? undefined;

const click = async ({ host, key, linkId }: ClickedLink, ask: TestServer['ask'] = server.ask) =>
  (await ask(`/c/${sealToken({ kind: 'c', id: linkId, keyId: 1 }, host, key)}`, { host })).headers.location;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-keys-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a new installation', () => {
  beforeAll(async () => {
    server = await startTestServer({ WAYMARK_LOG_LEVEL: 'debug' });
  });
  afterAll(() => server.stop());

  it('has no secret in its database that can be read without the master key', async () => {
    const { owner } = await server.account();
    const domain = await addVerifiedDomain(server, owner, 'click.secrets.com');
    const removed = await addVerifiedDomain(server, owner, 'click.removed.com');
    const { webhookSecret } = await owner.alerts.updateSettings.mutate({ webhookUrl: 'https://hooks.brand.com/' });
    await owner.accounts.excludeConnection.mutate({});
    const keyOf = async (id: string) =>
      (await server.database.signingKey.findFirstOrThrow({ where: { domainId: storedId(id) } })).secret;
    const secrets = [await keyOf(domain.id), await keyOf(removed.id), Buffer.from(webhookSecret!.slice(6), 'base64')];
    secrets.push((await server.database.ownConnection.findFirstOrThrow()).key);
    server.nameServer.put(removed.host, 'no-name');
    await owner.domains.remove.mutate({ id: removed.id, host: removed.host });
    const text = await dump();
    const master = new MasterKeys({ dataFolder: server.dataFolder }).first();
    expect(text).toContain('click.secrets.com');
    for (const secret of [...secrets, master.key])
      for (const form of written(secret)) expect(text.includes(form), form).toBe(false);
    expect(await keyIds('signing_key', 'secret')).toEqual([master.id]);
    for (const [table, column] of [
      ['former_key', 'secret'],
      ['own_connection', 'key'],
    ] as const)
      expect(await keyIds(table, column)).toEqual([master.id]);
    expect(await usedKey()).toBe(master.id);
  });

  it('wraps links that work, with keys that it decrypts', async () => {
    const { owner } = await server.account();
    const domain = await addVerifiedDomain(server, owner, 'click.works.com');
    const { id: projectId } = await owner.projects.create.mutate({ name: 'News' });
    await owner.projects.update.mutate({ id: projectId, clickDomainId: domain.id });
    const { wrapping } = await owner.mailings.create.mutate({ projectId, name: 'One', urls: [shop] });
    const { host, key, keyId } = wrapping!.clicks!;
    const id = storedNumber(wrapping!.clicks!.links[0]);
    const token = sealToken({ kind: 'c', id, keyId }, host, Buffer.from(key, 'base64url'));
    expect((await server.ask(`/c/${token}`, { host })).headers.location).toBe(shop);
  });
});

describe('the database of the version before', () => {
  let link: ClickedLink;
  beforeEach(async () => {
    server = await startTestServer();
    await server.restart(async () => {
      // As that version left it: nothing is encrypted, and no master key is known.
      await server.database.signInSecret.deleteMany();
      await server.database.installation.updateMany({ data: { masterKey: null } });
      await rm(join(server.dataFolder, 'master-key'));
      link = await sentLink(server.database);
      expect(await dump()).toContain(Buffer.from(link.key).toString('base64'));
    });
  });
  afterEach(() => server.stop());

  it('is encrypted when a server starts on it, and its links go on working', async () => {
    expect(await dump()).not.toContain(Buffer.from(link.key).toString('base64'));
    expect(await keyIds('signing_key', 'secret')).toEqual([await usedKey()]);
    expect(await click(link)).toBe(shop);
    // Also for a server that has no copy of the links yet.
    const other = await server.another();
    expect(await click(link, other.ask)).toBe(shop);
    await other.stop();
  });

  it('stays as it is while a server of that version is connected, which could not read it', async () => {
    const former = new pg.Client({ connectionString: server.databaseUrl, application_name: 'waymark-heartbeat' });
    former.on('error', () => undefined);
    await server.restart(async () => {
      await server.database.installation.updateMany({ data: { masterKey: null } });
      link = await sentLink(server.database);
      await former.connect();
    });
    expect(await usedKey()).toBeUndefined();
    expect(await click(link)).toBe(shop);
    expect(await dump()).toContain(Buffer.from(link.key).toString('base64'));
    await former.end();
    await server.restart();
    expect(await usedKey()).toBeDefined();
    expect(await dump()).not.toContain(Buffer.from(link.key).toString('base64'));
    expect(await click(link)).toBe(shop);
  });
});

describe('a database with a master key', () => {
  let link: ClickedLink;
  beforeEach(async () => {
    server = await startTestServer();
    link = await sentLink(server.database);
    await server.restart();
  });
  afterEach(() => server.stop());

  it('is refused by a server that has none or another one, also with a copy of the links, and nothing is changed', async () => {
    const file = join(server.dataFolder, 'master-key');
    const kept = await readFile(file);
    const before = await dump();
    const id = await usedKey();
    await rm(file);
    await expect(server.restart()).rejects.toThrow(
      `The secrets in this database are encrypted with the master key ${id}, and there is none in ${file}. Take the file master-key from the data folder of a server that works, or from a backup, and put it there.`,
    );
    await writeFile(file, `${'A'.repeat(43)}\n`);
    await expect(startAgain()).rejects.toThrow(`${file} holds another one`);
    expect((await dump()).length).toBe(before.length);
    await writeFile(file, kept);
    await startAgain();
    expect(await click(link)).toBe(shop);
  });

  /** The server has stopped, and could not start. */
  const startAgain = () => server.restart();

  it('is given another one while two servers work on it: every link and every new one goes on working', async () => {
    const other = await server.another();
    const { owner } = await server.account();
    const former = await usedKey();
    const keys = new MasterKeys({ dataFolder: server.dataFolder });
    const rotated = await inTransaction(server.databaseUrl, (query) => rotateMasterKey(query, keys));
    rotated.forget();
    expect(await usedKey()).toBe(rotated.id);
    expect(rotated.id).not.toBe(former);
    expect(await keyIds('signing_key', 'secret')).toEqual([rotated.id]);
    for (const { ask } of [server, other]) expect(await click(link, ask)).toBe(shop);
    // The server has not heard of the key yet: it encrypts with the former one, and both are read.
    const domain = await addVerifiedDomain(server, owner, 'click.rotated.com');
    await expect.poll(async () => (await other.ask('/', { host: domain.host })).status, { timeout: 10_000 }).toBe(404);
    await other.stop();
    await server.restart();
    expect(await keyIds('signing_key', 'secret')).toEqual([rotated.id]);
    expect(await click(link)).toBe(shop);
  });

  it('is backed up with it, and restored onto an empty machine', async () => {
    const { databaseUrl, dataFolder } = server;
    const file = join(folder, 'a.backup');
    await backUp(
      file,
      { databaseUrl, dataFolder, natsCredentials: undefined, domainConnectKey: undefined, given: {} },
      progress,
    );
    const empty = await startTestServer();
    const target = join(folder, 'data');
    const settings = { databaseUrl: empty.databaseUrl, dataFolder: target, cnameZone, overwrite: true };
    await expect(
      restore(file, { ...settings, masterKeys: new MasterKeys({ dataFolder: empty.dataFolder }).keys }, progress),
    ).rejects.toThrow(
      `The secrets in this backup are encrypted with the master key ${await usedKey()}, and WAYMARK_MASTER_KEY is another one.`,
    );
    await restore(file, settings, progress);
    const restored = new MasterKeys({ dataFolder: target });
    expect(restored.has((await usedKey())!)).toBe(true);
    await empty.restart(async () => {
      for (const left of ['replica', 'journal', 'database.json', 'master-key'])
        await rm(join(empty.dataFolder, left), { recursive: true, force: true });
      await cp(target, empty.dataFolder, { recursive: true });
    });
    expect(await click(link, empty.ask)).toBe(shop);
    await empty.stop();
  });

  it('is not backed up without it', async () => {
    const { databaseUrl } = server;
    const settings = {
      databaseUrl,
      dataFolder: folder,
      natsCredentials: undefined,
      domainConnectKey: undefined,
      given: {},
    };
    await expect(backUp(join(folder, 'b.backup'), settings, progress)).rejects.toThrow('encrypted with the master key');
  });
});
