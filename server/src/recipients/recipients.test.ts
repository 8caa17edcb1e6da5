import { hashRecipientId } from '@waymark/core';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Api,
  addVerifiedDomain,
  errorOf,
  startTestServer,
  storedId,
  type TestAccount,
  type TestServer,
} from '../../test/test-server.ts';

const html = '<a href="https://brand.com/shop">Shop</a>';
const address = 'Ada@Reader.example';

let server: TestServer;
let account: TestAccount;
let api: Api;
let stranger: Api;
let domainId: string;
let projectId: string;

beforeAll(async () => {
  server = await startTestServer();
  account = await server.account();
  api = account.owner;
  stranger = (await server.account('Another Brand')).owner;
  domainId = (await addVerifiedDomain(server, api, 'click.brand.com')).id;
  projectId = (await api.projects.create.mutate({ name: 'Newsletter' })).id;
  await api.projects.update.mutate({ id: projectId, clickDomainId: domainId, openDomainId: domainId });
});
afterAll(() => server.stop());

/** Sends a mail to a recipient; clicking in it leads to the shop, whether or not the click is stored. */
async function mailTo(id: string) {
  const { html: mail, mailingId } = await api.mailings.wrap.mutate({
    projectId,
    name: 'November',
    html,
    recipient: { id },
  });
  const { host, pathname } = new URL(/href="([^"]+)"/.exec(mail)![1]!);
  const click = async () => {
    const answer = await server.ask(pathname, { host });
    expect([answer.status, answer.headers.location]).toEqual([302, 'https://brand.com/shop']);
  };
  return { mailingId: mailingId!, click };
}

/** The recipients of all stored events, read after a click that is certain to be stored has arrived. */
async function storedRecipients(): Promise<(string | null)[]> {
  const marker = `marker-${Math.random()}`;
  await (await mailTo(marker)).click();
  const recipients = async () => (await server.database.event.findMany()).map(({ recipientId }) => recipientId);
  await expect.poll(recipients).toContain(marker);
  return (await recipients()).filter((recipient) => !recipient?.startsWith('marker-'));
}

const secretOf = async (id: string) =>
  (await server.database.signingKey.findFirstOrThrow({ where: { domainId: storedId(id) } })).secret;

describe('an opt-out', () => {
  it('applies to mail sent before it, until the recipient opts in again', async () => {
    const { click } = await mailTo('4711');
    await click();
    expect(await storedRecipients()).toEqual(['4711']);
    expect(await api.recipients.optOut.mutate({ recipientIds: [4711] })).toEqual({ ids: 1 });
    await click();
    expect(await storedRecipients()).toEqual(['4711']);
    expect(await api.recipients.optOuts.query({})).toEqual({
      data: [{ recipientId: '4711', at: expect.any(String) }],
      nextCursor: null,
    });
    expect(await api.recipients.optIn.mutate({ recipientIds: ['4711'] })).toEqual({ ids: 1 });
    await click();
    expect(await storedRecipients()).toEqual(['4711', '4711']);
  });

  it('by an address applies to every domain and every key that the account has or had', async () => {
    const { click } = await mailTo(address);
    const secrets = [await secretOf(domainId)];
    const former = Buffer.alloc(32, 7);
    const row = {
      domainId: storedId(domainId),
      accountId: account.id,
      keyId: 9,
      secret: former,
      retiredAt: new Date(),
    };
    await server.database.signingKey.create({ data: row });
    const other = await addVerifiedDomain(server, api, 'news.brand.com');
    secrets.push(former, await secretOf(other.id));
    expect(await api.recipients.optOut.mutate({ recipientIds: [' ada@reader.example'] })).toEqual({ ids: 3 });
    const { data: optOuts } = await api.recipients.optOuts.query({});
    expect(optOuts.map(({ recipientId }) => recipientId).sort()).toEqual(
      secrets.map((secret) => hashRecipientId(secret, address)).sort(),
    );
    await click();
    expect(await storedRecipients()).toEqual(['4711', '4711']);
  });

  it('of many recipients is listed page by page', async () => {
    const recipientIds = Array.from({ length: 1000 }, (_, index) => `customer-${index}`);
    expect(await api.recipients.optOut.mutate({ recipientIds })).toEqual({ ids: 1000 });
    const listed: string[] = [];
    for (let after: string | undefined; ; ) {
      const { data: optOuts, nextCursor } = await api.recipients.optOuts.query({
        limit: 300,
        ...(after && { cursor: after }),
      });
      listed.push(...optOuts.map(({ recipientId }) => recipientId));
      if (nextCursor === null) break;
      after = nextCursor;
    }
    expect(listed.filter((one) => one.startsWith('customer-'))).toHaveLength(1000);
    expect(new Set(listed).size).toBe(listed.length);
    expect((await stranger.recipients.optOuts.query({})).data).toEqual([]);
    await api.recipients.optIn.mutate({ recipientIds });
  });
});

describe('the export of a recipient', () => {
  it('contains everything that is stored about it, as JSON and as CSV', async () => {
    const [event, second] = (await api.recipients.export.mutate({ recipientId: '4711' })).events;
    expect(event).toEqual({
      id: expect.stringMatching(/^evt_/),
      at: expect.any(String),
      type: 'click',
      mailingId: expect.stringMatching(/^mlg_/),
      mailingName: 'November',
      linkId: expect.stringMatching(/^lnk_/),
      url: 'https://brand.com/shop',
      recipientId: '4711',
      ip: '127.0.0.0',
      userAgent: expect.stringContaining('Firefox'),
      client: 'human',
      reason: 'browser',
    });
    expect(second).toMatchObject({ recipientId: '4711' });
    const csv = await api.recipients.exportCsv.mutate({ recipientId: '4711' });
    const rows = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.map(({ recipientId, url }) => [recipientId, url])).toEqual([
      ['4711', 'https://brand.com/shop'],
      ['4711', 'https://brand.com/shop'],
    ]);
  });

  it.each(['a\0b', '\udc00'])('is refused for the id %j, under which nothing is stored', async (recipientId) => {
    const calls = [
      api.recipients.export.mutate({ recipientId }),
      api.recipients.erase.mutate({ recipientIds: [recipientId] }),
      api.recipients.optOut.mutate({ recipientIds: ['4711', recipientId] }),
    ];
    for (const { code } of await Promise.all(calls.map(errorOf))) expect(code).toBe('invalid_input');
  });

  it('contains nothing of another account', async () => {
    await addVerifiedDomain(server, stranger, 'click.other.com');
    expect(await stranger.recipients.export.mutate({ recipientId: '4711' })).toMatchObject({
      events: [],
      complete: true,
    });
  });
});

describe('the erasure of a recipient', () => {
  it('deletes its events, including those still in the event log, and its share in the counts', async () => {
    const { click, mailingId } = await mailTo('4712');
    await click();
    expect(await storedRecipients()).toContain('4712');
    const figures = async () => (await api.mailings.list.query({ projectId })).data.find(({ id }) => id === mailingId);
    expect(await figures()).toMatchObject({ clicks: 1, uniqueClicks: 1 });
    const open = await server.cutDatabase();
    await click();
    await open();
    const erased = api.recipients.erase.mutate({ recipientIds: ['4712'] });
    expect((await erased).events).toBeGreaterThan(0);
    expect(await storedRecipients()).not.toContain('4712');
    expect(await figures()).toMatchObject({ clicks: 0, uniqueClicks: 0 });
    const { erasures } = await api.recipients.export.mutate({ recipientId: '4712' });
    expect(erasures).toEqual([{ recipientId: '4712', at: expect.any(String) }]);
  });

  it('of another account erases nothing', async () => {
    expect(await stranger.recipients.erase.mutate({ recipientIds: ['4711'] })).toEqual({ events: 0 });
    expect(await storedRecipients()).toContain('4711');
  });

  it('keeps the opt-out', async () => {
    await api.recipients.optOut.mutate({ recipientIds: ['4711'] });
    await api.recipients.erase.mutate({ recipientIds: ['4711'] });
    expect((await api.recipients.optOuts.query({})).data.map(({ recipientId }) => recipientId)).toContain('4711');
    expect(await storedRecipients()).not.toContain('4711');
  });

  it('does not prevent later events from being stored', async () => {
    const { click } = await mailTo('4713');
    await api.recipients.erase.mutate({ recipientIds: ['4713'] });
    await click();
    expect(await storedRecipients()).toContain('4713');
  });
});

describe('the deletion of a mailing', () => {
  it('takes its events out of the export at once, and not when a job deletes them', async () => {
    const { mailingId, click } = await mailTo('4714');
    await click();
    expect(await storedRecipients()).toContain('4714');
    const exported = async () => (await api.recipients.export.mutate({ recipientId: '4714' })).events.length;
    expect(await exported()).toBe(1);
    await api.mailings.delete.mutate({ mailingId, links: 'keep' });
    expect(await exported()).toBe(0);
  });
});
