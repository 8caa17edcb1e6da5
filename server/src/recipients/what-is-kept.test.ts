import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, addVerifiedDomain, startTestServer, type TestServer } from '../../test/test-server.ts';

// Any address in 127.0.0.0/8 belongs to this machine; this one is used for nothing else.
const address = '127.45.67.89';
const network = '127.45.67.0';
const email = 'ada.lovelace@reader.example';

let server: TestServer;
let api: Api;
let projectId: string;

beforeAll(async () => {
  server = await startTestServer();
  api = (await server.account()).owner;
  const domainId = (await addVerifiedDomain(server, api, 'click.brand.com')).id;
  projectId = (await api.projects.create.mutate({ name: 'Newsletter' })).id;
  await api.projects.update.mutate({ id: projectId, clickDomainId: domainId, openDomainId: domainId });
});
afterAll(() => server.stop());

/** Wraps a mail for a recipient, opens it and clicks in it from the address, with the address and a cookie in headers too. */
async function sendAndVisit(recipient: {
  id?: string;
  tracking?: 'identified' | 'anonymous' | 'off';
}): Promise<number> {
  const html = '<body><a href="https://brand.com/shop">Shop</a></body>';
  const mail = await api.mailings.wrap.mutate({ projectId, name: 'November', html, recipient });
  const links = [...mail.html.matchAll(/(?:href|src)="(http:\/\/click\.brand\.com[^"]+)"/g)].map(([, link]) => link!);
  for (const link of links) expect(await visit(link)).toBeLessThan(400);
  return links.length;
}

function visit(link: string): Promise<number> {
  const { host, pathname } = new URL(link);
  const headers = { host, 'user-agent': 'Mozilla/5.0 Firefox/140.0', 'x-forwarded-for': address, cookie: 'who=ada' };
  return new Promise((answered, failed) => {
    const options = { host: '127.0.0.1', port: server.port, localAddress: address, path: pathname, headers };
    request(options, (response) => answered(response.resume().statusCode ?? 0))
      .on('error', failed)
      .end();
  });
}

/** Every byte in the data folder (event log, copy of the links) and every row of every table, as text. */
async function everythingKept(): Promise<string> {
  const tables = await server.database.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`;
  const rows = await Promise.all(
    tables.map(({ name }) =>
      server.database.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM ${name} t`),
    ),
  );
  const files = (await readdir(server.dataFolder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  const contents = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'latin1')));
  return [...rows.flat().map(({ row }) => row), ...contents].join('\n');
}

const eventsArrive = (count: number) => expect.poll(() => server.database.event.count()).toBe(count);

describe('what is kept of a recipient', () => {
  it('includes no address and no cookie if addresses are not stored', async () => {
    await api.projects.update.mutate({ id: projectId, ipMode: 'none' });
    expect(await sendAndVisit({ id: 'customer-0001' })).toBe(2);
    await eventsArrive(2);
    const kept = await everythingKept();
    expect(kept).toContain('customer-0001');
    for (const secret of ['127.45', 'who=ada']) expect(kept).not.toContain(secret);
  });

  it('includes the network if addresses are truncated', async () => {
    await api.projects.update.mutate({ id: projectId, ipMode: 'truncated' });
    await sendAndVisit({ id: 'customer-0002' });
    await eventsArrive(4);
    const kept = await everythingKept();
    expect(kept).toContain(network);
    expect(kept).not.toContain(address);
  });

  it('includes a hash instead of an e-mail address', async () => {
    await sendAndVisit({ id: email });
    await eventsArrive(6);
    const kept = await everythingKept();
    expect(kept).toMatch(/h:[\w-]{22}/);
    expect(kept.toLowerCase()).not.toMatch(/lovelace|reader\.example/);
  });

  it('shows only that somebody came if tracking is anonymous', async () => {
    await sendAndVisit({ id: 'customer-0003', tracking: 'anonymous' });
    await eventsArrive(8);
    expect(await everythingKept()).not.toContain('customer-0003');
  });

  it('is nothing if tracking is off, because nothing is wrapped', async () => {
    expect(await sendAndVisit({ id: 'customer-0004', tracking: 'off' })).toBe(0);
    expect(await everythingKept()).not.toContain('customer-0004');
  });

  it('is only the opt-out after opting out', async () => {
    await api.recipients.optOut.mutate({ recipientIds: ['customer-0005'] });
    await sendAndVisit({ id: 'customer-0005' });
    await sendAndVisit({ id: 'customer-0006' });
    await eventsArrive(10);
    const rows = (await everythingKept()).split('\n').filter((row) => row.includes('customer-0005'));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => row.includes('Firefox'))).toEqual([]);
  });

  it('includes the whole address if a project stores it', async () => {
    await api.projects.update.mutate({ id: projectId, ipMode: 'full' });
    await sendAndVisit({ id: 'customer-0007' });
    await eventsArrive(12);
    expect(await everythingKept()).toContain(address);
  });
});
