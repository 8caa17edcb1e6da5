import { request } from 'node:http';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addVerifiedDomain, startTestServer, type TestAccount, type TestServer } from '../../test/test-server.ts';
import { ids } from '../rpc/ids.ts';

let server: TestServer;
let account: TestAccount;
let domainId: string;
let owner: string;

beforeAll(async () => {
  server = await startTestServer();
  account = await server.account();
  owner = await account.member('owner');
  domainId = (await addVerifiedDomain(server, account.owner, 'click.brand.com')).id;
});
afterAll(() => server.stop());

const download = (path: string, key = owner, headers: Record<string, string> = {}) =>
  server.ask(path, { headers: { authorization: `Bearer ${key}`, ...headers } });
const rowsOf = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true });

describe('the rights to download', () => {
  it.each(['/api/domains.csv', '/api/domains/<id>/links.csv'])('%s are those to read', async (route) => {
    const path = route.replace('<id>', domainId);
    expect((await server.ask(path)).status).toBe(401);
    expect((await download(path, 'wm_mem_unknown')).status).toBe(401);
    expect((await download(path, await account.key('publishable'))).status).toBe(403);
    for (const key of [
      await account.key('secret'),
      await account.member('viewer'),
      await account.member('editor'),
      owner,
    ]) {
      expect((await download(path, key)).status).toBe(200);
    }
  });

  it('are refused with the messages of the API', async () => {
    const { text, headers } = await server.ask('/api/domains.csv');
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(JSON.parse(text)).toMatchObject({
      error: { code: 'not_signed_in', hint: 'Send the header "authorization: Bearer <key>".' },
    });
  });

  it('are refused with a readable message for a malformed URL', async () => {
    const { status, text } = await download('/api/domains/%zz/links.csv');
    expect([status, JSON.parse(text).error.code]).toEqual([400, 'invalid_input']);
  });

  it('end at the account: a domain of another account looks like a missing one', async () => {
    const stranger = await (await server.account('Another Brand')).member('owner');
    const answers = await Promise.all(
      [domainId, 'dom_0199b0de00007000800000000000ffff', '0199b0de-0000-7000-8000-00000000ffff', 'no-id', '%2e%2e'].map(
        (id) => download(`/api/domains/${id}/links.csv`, stranger),
      ),
    );
    for (const { status, text } of answers) expect([status, text]).toEqual([404, answers[0]!.text]);
    expect(rowsOf((await download('/api/domains.csv', stranger)).text)).toEqual([]);
  });
});

describe('the table of domains', () => {
  it('lists each domain with its status, ordered by host', async () => {
    const { id } = await account.owner.domains.add.mutate({ host: 'a.bücher.example' });
    const project = await account.owner.projects.create.mutate({ name: 'Newsletter, weekly' });
    await account.owner.projects.update.mutate({ id: project.id, clickDomainId: domainId, openDomainId: id });
    const answer = await download('/api/domains.csv');
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(answer.headers['content-type']).toMatch(/^text\/csv; charset=utf-8/);
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="tracking-domains-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(answer.text).toMatch(/^\uFEFFhost,target,status,diagnosis,projects,created,verified,last check\r\n/);
    const verified = await account.owner.domains.get.query({ id: domainId });
    expect(rowsOf(answer.text)).toEqual([
      expect.objectContaining({ host: 'a.bücher.example', status: 'not_verified', verified: '' }),
      {
        host: 'click.brand.com',
        target: verified.record.target,
        status: 'verified',
        diagnosis: 'Verified',
        projects: 'Newsletter, weekly',
        created: verified.createdAt,
        verified: verified.verifiedAt,
        'last check': verified.lastCheckAt,
      },
    ]);
  });

  it('is in the reader’s language', async () => {
    const { text } = await download('/api/domains.csv', owner, { 'accept-language': 'de' });
    expect(rowsOf(text).map(({ diagnosis }) => diagnosis)).toContain('CNAME-Eintrag nicht gefunden');
  });

  it('contains all of them, across several pages', async () => {
    const { id: accountId, member } = await server.account();
    await server.database.domain.createMany({
      data: Array.from({ length: 1201 }, (_, index) => ({
        accountId,
        host: `click${index}.many.example`,
        cnameTarget: `many${index}.cname.waymark.example`,
      })),
    });
    const rows = rowsOf((await download('/api/domains.csv', await member('viewer'))).text);
    expect(new Set(rows.map(({ host }) => host)).size).toBe(1201);
  });

  it('never treats the name of a project as a formula', async () => {
    const { owner: api, member } = await server.account();
    const domain = await api.domains.add.mutate({ host: 'click.formula.example' });
    for (const name of ['=HYPERLINK("https://evil.example","Click")', '@SUM(A1)']) {
      const { id } = await api.projects.create.mutate({ name });
      await api.projects.update.mutate({ id, clickDomainId: domain.id });
    }
    const [row] = rowsOf((await download('/api/domains.csv', await member('viewer'))).text);
    expect(row?.['projects']).toMatch(/^'[=@]/);
  });
});

describe('the link map of a domain', () => {
  const many = 5000;
  let bigDomain: string;

  beforeAll(async () => {
    const { domain } = await server.make.domain(account.id, { host: 'big.brand.com' });
    bigDomain = ids.domain.encode(domain.id);
    const project = await server.make.project(account.id);
    for (const half of [0, 1]) {
      const { mailing } = await server.make.mailing(account.id, project.id, domain.id, []);
      await server.database.link.createMany({
        data: Array.from({ length: many / 2 }, (_, index) => ({
          accountId: account.id,
          mailingId: mailing.id,
          url: `https://brand.com/${half}/${index}?${'q'.repeat(1000)}`,
        })),
      });
    }
    await server.restart();
  });

  it('contains every link on it, with its mailing and its wrapped form', async () => {
    const answer = await download(`/api/domains/${bigDomain}/links.csv`);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="links-big.brand.com.csv"');
    const rows = rowsOf(answer.text);
    expect(new Set(rows.map(({ link }) => link)).size).toBe(many);
    expect(new Set(rows.map(({ mailing }) => mailing)).size).toBe(2);
    expect(rows[0]).toMatchObject({ 'mailing name': 'November' });
    for (const row of [rows[0]!, rows.at(-1)!]) {
      const { pathname, hostname } = new URL(row['wrapped link']!);
      const clicked = await server.ask(pathname, { host: hostname });
      expect(clicked.headers.location).toBe(row['url']);
    }
  });

  it('is empty for a domain without links', async () => {
    const { domain } = await server.make.domain(account.id);
    const { text } = await download(`/api/domains/${ids.domain.encode(domain.id)}/links.csv`);
    expect(text).toBe('\uFEFFlink,mailing,mailing name,created,url,wrapped link\r\n');
  });

  it('stops reading rows when the client disconnects', async () => {
    const read: number[] = [];
    await new Promise<void>((over, failed) => {
      const asked = request({
        port: server.port,
        host: '127.0.0.1',
        path: `/api/domains/${bigDomain}/links.csv`,
        headers: { host: 'localhost', authorization: `Bearer ${owner}` },
      });
      asked.on('response', (response) => {
        response.once('data', (chunk: Buffer) => {
          read.push(chunk.length);
          response.destroy();
          over();
        });
      });
      asked.on('error', failed).end();
    });
    expect(read).toHaveLength(1);
    // The server is unaffected: its connections to the database have been released.
    const answers = await Promise.all(Array.from({ length: 12 }, () => download('/api/domains.csv')));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  });

  it('answers HEAD without reading anything', async () => {
    const headers = { authorization: `Bearer ${owner}` };
    const answer = await server.ask(`/api/domains/${bigDomain}/links.csv`, { method: 'HEAD', headers });
    expect([answer.status, answer.text]).toEqual([200, '']);
  });
});
