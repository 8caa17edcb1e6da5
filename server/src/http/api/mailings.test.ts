import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callRest, type RestAsked } from '../../../test/rest.ts';
import {
  addVerifiedDomain,
  startTestServer,
  storedNumber,
  type TestAccount,
  type TestServer,
} from '../../../test/test-server.ts';
import { purgeDeletedMailings } from '../../events/deleted-mailings.ts';

const host = 'click.brand.example';
let server: TestServer;
let account: TestAccount;
let key: string;
let projectId: string;

beforeAll(async () => {
  server = await startTestServer();
  account = await server.account();
  key = await account.key('secret');
  const domain = await addVerifiedDomain(server, account.owner, host);
  projectId = (await account.owner.projects.create.mutate({ name: 'Newsletter' })).id;
  await account.owner.projects.update.mutate({ id: projectId, clickDomainId: domain.id, openDomainId: domain.id });
});
afterAll(() => server.stop());

const rest = (call: string, asked: RestAsked = {}) => callRest(server, call, { key, ...asked });

const html = '<body><a href="https://brand.example/shop">Shop</a> <a href="https://brand.example/blog">Blog</a></body>';
const text = 'Shop: https://brand.example/shop\n';
const amp = '<html ⚡4email><body><a href="https://brand.example/shop">Shop</a></body></html>';
const mail = (more: object = {}) => ({ projectId, name: 'November', html, text, amp, ...more });

const recipients = [
  { id: 'ada', tracking: 'identified' },
  { id: 'ben', tracking: 'anonymous' },
  { id: 'cy', tracking: 'off' },
];

/** Opens the first wrapped link of a mail. */
async function click(mail: string) {
  const [, path = ''] = new RegExp(`http://${host}:\\d+(/c/[\\w-]+)`).exec(mail) ?? [];
  return server.ask(path, { host });
}

/** How many bytes are answered, which are not read: this process has the server, too. */
function bytesOf(path: string, body: object): Promise<number> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return new Promise((counted, failed) => {
    const sent = request({ port: server.port, path, method: 'POST', headers }, (response) => {
      let bytes = 0;
      response.on('data', (part: Buffer) => (bytes += part.length)).on('end', () => counted(bytes));
    });
    sent.on('error', failed).end(JSON.stringify(body));
  });
}

async function storedRecipients(): Promise<(string | null)[]> {
  const rows = await server.database.event.findMany({ where: { type: 'click' }, orderBy: { at: 'asc' } });
  return rows.map(({ recipientId }) => recipientId);
}

describe('a mailing over REST', () => {
  it('is registered by its parts, and rendered for each recipient with their own tracking', async () => {
    const registered = await rest('POST /mailings', { body: mail() });
    expect(registered).toMatchObject({ status: 201, body: { id: /^mlg_/, reason: null, report: null } });
    const answer = await rest(`POST /mailings/${registered.body.id}/render`, { body: { recipients } });
    expect(answer).toMatchObject({ status: 200, body: { reason: null } });
    const [ada, ben, cy] = answer.body.mails;
    expect(cy).toEqual({ html, text, amp });
    for (const wrapped of [ada.html, ada.amp, ben.html, ben.amp])
      expect(wrapped).toContain(`${host}:${server.port}/c/`);
    expect(ada.text).toBe(text);
    expect((await click(ada.html)).headers.location).toBe('https://brand.example/shop');
    expect((await click(ben.html)).headers.location).toBe('https://brand.example/shop');
    await expect.poll(storedRecipients).toEqual([expect.any(String), null]);
    expect(await server.database.link.count()).toBe(2);
  });

  it('stores nothing of the recipients that it is rendered for', async () => {
    const { body } = await rest('POST /mailings', { body: mail() });
    await rest(`POST /mailings/${body.id}/render`, {
      body: { recipients: [{ id: 'zoe-4711', tracking: 'identified' }] },
    });
    const rows = await server.database.$queryRaw<{ table_name: string }[]>`
      SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`;
    for (const { table_name } of rows) {
      const found = await server.database.$queryRawUnsafe<unknown[]>(
        `SELECT 1 FROM "${table_name}" AS one WHERE one::text LIKE '%zoe-4711%' LIMIT 1`,
      );
      expect(found, table_name).toEqual([]);
    }
  });

  it.each([
    ['without a decision', { id: 'ada' }, 'tracking'],
    ['with a decision that is none', { id: 'ada', tracking: 'yes' }, 'tracking'],
    ['with a misspelt field', { id: 'ada', tracking: 'off', agreed: false }, 'agreed'],
    ['who is to be identified by nothing', { tracking: 'identified' }, 'identified'],
    ['as text', 'ada', 'recipients.0'],
  ])('is not rendered for a recipient %s', async (_, recipient, named) => {
    const { body } = await rest('POST /mailings', { body: mail() });
    const refused = await rest(`POST /mailings/${body.id}/render`, { body: { recipients: [recipient] } });
    expect([refused.status, refused.body.error.code]).toEqual([400, 'invalid_input']);
    expect(refused.body.error.message).toContain(named);
  });

  it('answers its report on demand', async () => {
    const summary = (await rest('POST /mailings', { body: mail({ report: 'summary' }) })).body.report;
    expect(summary.html).toMatchObject({ counts: { wrap: 2, leave: 0, refuse: 0 }, bytesBefore: html.length });
    expect(summary.html.links).toBeUndefined();
    const full = (await rest('POST /mailings', { body: mail({ report: 'full', textLinks: 'wrap' }) })).body.report;
    expect(full.text.links).toHaveLength(1);
    expect(full.text.counts.wrap).toBe(1);
  });

  it('is registered where nothing can be wrapped, too, and rendered as it is, with the reason', async () => {
    const { id } = await account.owner.projects.create.mutate({ name: 'Without a domain' });
    const registered = await rest('POST /mailings', { body: mail({ projectId: id }) });
    expect(registered).toMatchObject({ status: 201, body: { id: /^mlg_/, reason: { code: 'no_domain' } } });
    const { body } = await rest(`POST /mailings/${registered.body.id}/render`, { body: { recipients } });
    expect(body.reason.code).toBe('no_domain');
    expect(body.mails).toEqual(recipients.map(() => ({ html, text, amp })));
  });

  it('is not rendered for another account, nor when its links alone were registered', async () => {
    const stranger = await (await server.account('Stranger')).key('secret');
    const { body } = await rest('POST /mailings', { body: mail() });
    const foreign = await rest(`POST /mailings/${body.id}/render`, { key: stranger, body: { recipients } });
    expect([foreign.status, foreign.body.error.code]).toEqual([404, 'no_such_mailing']);
    const urls = ['https://brand.example/'];
    const links = await rest('POST /registered-links', { body: { projectId, name: 'Links', urls } });
    const refused = await rest(`POST /mailings/${links.body.mailingId}/render`, { body: { recipients } });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'not_prepared']);
  });

  it('forgets its mail when it is deleted', async () => {
    const { id } = (await rest('POST /mailings', { body: mail() })).body;
    await rest('POST /mailings', { body: mail() });
    await account.owner.mailings.delete.mutate({ mailingId: id, links: 'keep' });
    const refused = await rest(`POST /mailings/${id}/render`, { body: { recipients } });
    expect([refused.status, refused.body.error.code]).toEqual([404, 'no_such_mailing']);
    await purgeDeletedMailings(server.database);
    expect(await server.database.mailingBody.count({ where: { mailingId: BigInt(storedNumber(id)) } })).toBe(0);
  });

  it('of many pages is registered and rendered for 500 recipients, while clicks are answered', async () => {
    const long = `<body>${'<p>Ärger über alles & mehr „Wörter“</p>'.repeat(1300)}<a href="https://brand.example/shop">Shop</a></body>`;
    const longest = `<body>${'<p>Ärger über alles & mehr „Wörter“</p>'.repeat(10_000)}<a href="https://brand.example/">x</a></body>`;
    const { body } = await rest('POST /mailings', { body: mail({ html: long, text: undefined, amp: undefined }) });
    const many = Array.from({ length: 500 }, (_, n) => ({ id: `r${n}`, tracking: 'identified' }));
    const began = performance.now();
    const rendering = bytesOf(`/api/v1/mailings/${body.id}/render`, { recipients: many });
    let slowest = 0;
    let over = false;
    void rendering.finally(() => {
      over = true;
    });
    while (!over) {
      const asked = performance.now();
      await server.ask('/c/AAAAAAAAAAAAAAAAAAAAAA', { host });
      slowest = Math.max(slowest, performance.now() - asked);
    }
    expect(await rendering).toBeGreaterThan(500 * Buffer.byteLength(long));
    const took = Math.round(performance.now() - began);
    console.log(`500 mails of ${long.length} characters took ${took} ms, a click ${Math.round(slowest)} ms at most`);
    const few = await rest(`POST /mailings/${body.id}/render`, { body: { recipients: many.slice(0, 20) } });
    expect(new Set(few.body.mails.map((one: { html: string }) => one.html)).size).toBe(20);
    const { id } = (await rest('POST /mailings', { body: mail({ html: longest }) })).body;
    const refused = await rest(`POST /mailings/${id}/render`, { body: { recipients: many } });
    expect([refused.status, refused.body.error.code]).toEqual([413, 'rendered_too_long']);
  });
});
