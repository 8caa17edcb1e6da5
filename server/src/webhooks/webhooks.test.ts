import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Api,
  addVerifiedDomain,
  startTestServer,
  storedId,
  storedNumber,
  type TestServer,
} from '../../test/test-server.ts';
import { timeOrderedId } from '../edge/time-ordered-id.ts';
import { type Inbox, type Receiver, startReceiver } from './receiver.testing.ts';

let server: TestServer;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  server = await startTestServer({ WAYMARK_METRICS_SECRET: 'a-secret-of-the-metrics-of-this-test' });
});
afterAll(async () => {
  await server.stop();
  await receiver.stop();
});

const soon = { timeout: 20_000, interval: 50 };
type Events = Parameters<Api['webhooks']['create']['mutate']>[0]['events'];

/** An account with a mailing, and an endpoint that is told of some events. */
async function toldAccount(events: Events = ['click', 'open'], inbox: Inbox = receiver.at()) {
  const account = await server.account();
  const { make, database } = server;
  const { domain } = await make.domain(account.id);
  const project = await make.project(account.id);
  const { mailing, links } = await make.mailing(account.id, project.id, domain.id, ['https://brand.com/']);
  const made = await account.owner.webhooks.create.mutate({ url: inbox.url, events });
  /** Events as the drain stores them. */
  const happen = async (count: number, rest: Record<string, unknown> = {}) => {
    const at = new Date();
    const common = { accountId: account.id, mailingId: mailing.id, at, client: 'human', reason: 'browser' } as const;
    const one = () => ({
      ...common,
      id: timeOrderedId(at.getTime()),
      type: 'click' as const,
      linkId: links[0]!.id,
      ...rest,
    });
    await database.event.createMany({ data: Array.from({ length: count }, one) });
  };
  const deliveries = async () => (await account.owner.webhooks.deliveries.query({})).data;
  return {
    ...account,
    inbox,
    id: made.id,
    accountId: account.id,
    secret: made.secret,
    mailing,
    links,
    happen,
    deliveries,
    project,
    domain,
  };
}

/** What waits to be tried again is tried now. */
const hurry = () => server.database.$executeRaw`
  UPDATE pgboss.job SET start_after = now() WHERE name IN ('webhook-deliver', 'webhook-undelivered') AND state = 'retry'`;

describe('clicks and opens', () => {
  it('arrive within five seconds, signed, and in the documented shape', async () => {
    const { inbox, secret, happen, mailing, links } = await toldAccount();
    const begin = Date.now();
    await happen(2, { recipientId: 'customer-1' });
    await happen(1, { type: 'open', linkId: null });
    await expect.poll(() => inbox.all.length, soon).toBe(2);
    expect(Date.now() - begin).toBeLessThan(5000);
    const sent = inbox.verified(secret).toSorted((one, other) => one.type.localeCompare(other.type));
    expect(sent).toMatchObject([
      { type: 'click', version: 1, data: { events: [{ recipientId: 'customer-1', url: 'https://brand.com/' }, {}] } },
      { type: 'open', version: 1, data: { events: [{ mailingId: `mlg_${mailing.id}`, linkId: null }] } },
    ]);
    expect(JSON.stringify(sent[0])).toContain(`"linkId":"lnk_${links[0]!.id}"`);
  });

  it('come in batches of at most a hundred, each event once', async () => {
    const { inbox, secret, happen, deliveries } = await toldAccount(['click']);
    await happen(250);
    const count = () => inbox.verified(secret).flatMap(({ data }) => ('events' in data ? data.events : []));
    await expect.poll(() => count().length, soon).toBe(250);
    expect(new Set(count().map(({ id }) => id)).size).toBe(250);
    expect((await deliveries()).map((delivery) => delivery.count).sort()).toEqual([100, 100, 50]);
  });

  it('are left out where nobody may be told: test sends, own connections, who opted out or was erased', async () => {
    const { inbox, secret, happen, owner, accountId, project, domain } = await toldAccount(['click']);
    const { make, database } = server;
    const tried = await make.mailing(accountId, project.id, domain.id, ['https://brand.com/']);
    await database.mailing.update({ where: { id: tried.mailing.id }, data: { test: true } });
    await happen(1, { mailingId: tried.mailing.id, linkId: tried.links[0]!.id });
    await happen(1, { reason: 'own' });
    await happen(1, { recipientId: 'erased' });
    await happen(1, { recipientId: 'opted-out' });
    await owner.recipients.erase.mutate({ recipientIds: ['erased'] });
    await owner.recipients.optOut.mutate({ recipientIds: ['opted-out'] });
    await happen(1, { recipientId: 'counted' });
    await expect.poll(() => inbox.all.length, soon).toBe(1);
    expect(inbox.verified(secret)).toMatchObject([{ data: { events: [{ recipientId: 'counted' }] } }]);
    expect(inbox.verified(secret)[0]?.data).toHaveProperty('events.length', 1);
  });

  it('of who is erased while they wait are in no later attempt, nor in what is kept of the answer', async () => {
    const inbox = receiver.at((response, body) => void response.writeHead(500).end(body));
    const { secret, happen, owner, deliveries } = await toldAccount(['click'], inbox);
    await happen(1, { recipientId: 'stays' });
    await happen(1, { recipientId: 'is-erased' });
    await expect.poll(() => inbox.all.length, soon).toBe(1);
    await owner.recipients.erase.mutate({ recipientIds: ['is-erased'] });
    await expect.poll(() => hurry().then(() => inbox.all.length), soon).toBe(2);
    const [first, second] = inbox.verified(secret);
    expect(JSON.stringify(first)).toContain('is-erased');
    expect(JSON.stringify(second)).not.toContain('is-erased');
    expect(inbox.all[1]?.headers['webhook-id']).toBe(inbox.all[0]?.headers['webhook-id']);
    const log = JSON.stringify(await deliveries());
    expect(log).toContain('…');
    for (const recipient of ['stays', 'is-erased']) expect(log).not.toContain(recipient);
  });

  it('go only to the endpoints of their account that want them', async () => {
    const told = await toldAccount(['open']);
    const others = receiver.at();
    const { secret } = await told.owner.webhooks.create.mutate({ url: others.url, events: ['click'] });
    const stranger = await toldAccount(['click']);
    await told.happen(1);
    await expect.poll(() => others.all.length, soon).toBe(1);
    expect(others.verified(secret)).toHaveLength(1);
    expect([told.inbox.all.length, stranger.inbox.all.length]).toEqual([0, 0]);
  });

  it('are dropped where a thousand messages wait already, which is counted and said', async () => {
    const inbox = receiver.at((response) => void response.writeHead(500).end());
    const { happen, owner, accountId, id, deliveries } = await toldAccount(['click'], inbox);
    const waiting = { accountId, endpointId: storedId(id), type: 'click', state: 'waiting', count: 1 };
    const at = new Date(Date.now() - 3_600_000);
    await server.database.webhookDelivery.createMany({
      data: Array.from({ length: 1000 }, () => ({ ...waiting, at })),
    });
    await happen(7);
    await happen(3, { type: 'open' });
    await expect.poll(async () => (await owner.webhooks.list.query()).data[0]?.dropped, soon).toBe(7);
    expect((await deliveries())[0]).toMatchObject({ state: 'dropped', count: 7, webhookId: null, attempts: [] });
    const headers = { authorization: 'Bearer a-secret-of-the-metrics-of-this-test' };
    expect((await server.ask('/metrics', { headers })).text).toContain('waymark_webhook_events_dropped_total 7');
  });
});

describe('domains and links', () => {
  it('are told of at once: verified, broken, recovered, changed', async () => {
    const { owner, inbox, secret, links } = await toldAccount([
      'domain.verified',
      'domain.broken',
      'domain.recovered',
      'link.changed',
    ]);
    const { id, host, record } = await addVerifiedDomain(server, owner, 'hooks.brand.com');
    await expect.poll(() => inbox.all.length, soon).toBe(1);
    server.nameServer.put(host, ['elsewhere.example']);
    const data = { failedSince: new Date(Date.now() - 7_200_000) };
    await server.database.domain.update({ where: { id: storedId(id) }, data });
    await owner.domains.check.mutate({ id });
    await expect.poll(() => inbox.all.length, soon).toBe(2);
    server.nameServer.put(host, [record.target]);
    await owner.domains.check.mutate({ id });
    await expect.poll(() => inbox.all.length, soon).toBe(3);
    const linkId = `lnk_${links[0]!.id}`;
    await owner.links.changeDestination.mutate({ linkId, url: 'https://brand.com/new', places: 'all' });
    await expect.poll(() => inbox.all.length, soon).toBe(4);
    expect(inbox.verified(secret)).toMatchObject([
      { type: 'domain.verified', data: { domain: { id, host } } },
      { type: 'domain.broken', data: { domain: { id, host }, type: 'domain.broken' } },
      { type: 'domain.recovered', data: { domain: { id, host } } },
      { type: 'link.changed', data: { linkId, before: 'https://brand.com/', after: 'https://brand.com/new' } },
    ]);
    expect(storedNumber(linkId)).toBe(Number(links[0]!.id));
  });
});

describe('what happens while no server runs', () => {
  it('is delivered after the start, and what two servers find is delivered once', async () => {
    const { inbox, secret, happen } = await toldAccount(['click']);
    await server.restart(() => happen(3));
    await expect.poll(() => inbox.all.length, soon).toBe(1);
    const other = await server.another();
    for (let round = 0; round < 10; round++) await happen(20);
    const count = () => inbox.verified(secret).flatMap(({ data }) => ('events' in data ? data.events : [])).length;
    await expect.poll(count, soon).toBe(203);
    await other.stop();
    expect(new Set(inbox.all.map(({ headers }) => headers['webhook-id'])).size).toBe(inbox.all.length);
  });
});
