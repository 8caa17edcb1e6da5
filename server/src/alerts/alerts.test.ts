import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type Api,
  addVerifiedDomain,
  errorOf,
  startTestServer,
  storedId,
  type TestServer,
} from '../../test/test-server.ts';
import { type SmtpPeer, startSmtpPeer } from './smtp-server.testing.ts';
import { isSigned, startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.testing.ts';

let server: TestServer;
let smtp: SmtpPeer;
let receiver: WebhookReceiver;
beforeAll(async () => {
  smtp = await startSmtpPeer();
  receiver = await startWebhookReceiver();
  server = await startTestServer({ WAYMARK_SMTP_URL: smtp.url, WAYMARK_MAIL_FROM: 'Waymark <alerts@waymark.example>' });
});
afterEach(() => smtp.refuse(false));
afterAll(async () => {
  await server.stop();
  await Promise.all([smtp.stop(), receiver.stop()]);
});

const soon = { timeout: 25_000, interval: 50 };
let count = 0;

/** A verified domain in an account of its own, with functions that break it and let it recover. */
async function alertedAccount(settings: Parameters<Api['alerts']['updateSettings']['mutate']>[0] = {}) {
  const account = await server.account();
  const { owner } = account;
  const { webhookSecret } = await owner.alerts.updateSettings.mutate(settings);
  const host = `alert${++count}.brand.com`;
  const { id, record } = await addVerifiedDomain(server, owner, host);
  const { database, nameServer } = server;
  return {
    ...account,
    accountId: account.id,
    id,
    host,
    secret: webhookSecret ?? '',
    /** Pretends that the first failed check was long ago. */
    async goBad() {
      nameServer.put(host, ['elsewhere.example']);
      await database.domain.update({
        where: { id: storedId(id) },
        data: { failedSince: new Date(Date.now() - 7_200_000) },
      });
      await owner.domains.check.mutate({ id });
    },
    async recover() {
      nameServer.put(host, [record.target]);
      await owner.domains.check.mutate({ id });
    },
    hooks: () => receiver.hooks.filter(({ body }) => body.includes(host)),
    mails: () => smtp.mails.filter(({ source }) => source.includes(host)),
  };
}

describe('a domain that breaks and recovers', () => {
  it('is in the list of alerts, once each, and unread until somebody reads them', async () => {
    const { owner, id, host, goBad, recover } = await alertedAccount();
    await goBad();
    await recover();
    const { unread, data: alerts } = await owner.alerts.list.query({});
    expect(unread).toBe(2);
    expect(alerts).toMatchObject([
      { type: 'domain.recovered', code: 'ok', domain: { id, host }, title: `${host} is in order again`, readAt: null },
      { type: 'domain.broken', code: 'wrong_target', title: `${host} is not in order`, undelivered: [] },
    ]);
    expect(alerts[1]?.explanation).toContain(`points to elsewhere.example`);
    expect(await owner.alerts.markRead.mutate({ ids: [alerts[1]!.id] })).toEqual({ unread: 1 });
    expect((await owner.alerts.list.query({ unread: true })).data.map(({ type }) => type)).toEqual([
      'domain.recovered',
    ]);
    expect(await owner.alerts.markRead.mutate({})).toEqual({ unread: 0 });
  });

  it('is reported to the webhook, signed, with what was found and what to do', async () => {
    const { id, host, secret, goBad, recover, hooks } = await alertedAccount({ webhookUrl: receiver.url });
    await goBad();
    await expect.poll(() => hooks().length, soon).toBe(1);
    await recover();
    await expect.poll(() => hooks().length, soon).toBe(2);
    const [bad, good] = hooks().map(({ body }) => JSON.parse(body));
    expect(bad).toMatchObject({
      type: 'domain.broken',
      data: { code: 'wrong_target', domain: { id, host }, title: `${host} is not in order` },
    });
    expect(Date.parse(bad.timestamp)).toBeLessThan(Date.now());
    expect(good).toMatchObject({ type: 'domain.recovered', data: { code: 'ok' } });
    for (const hook of hooks()) {
      expect(hook.path).toBe('/hooks?from=waymark');
      expect(isSigned(hook, secret)).toBe(true);
      expect(isSigned({ ...hook, body: `${hook.body} ` }, secret)).toBe(false);
    }
  });

  it('is mailed to each recipient in the language of the account', async () => {
    const { host, goBad, mails } = await alertedAccount({
      language: 'de',
      recipients: ['ada@Brand.example', 'ben@brand.example', 'ada@brand.example'],
    });
    await goBad();
    await expect.poll(() => mails().length, soon).toBe(2);
    expect(
      mails()
        .map(({ to }) => to)
        .sort(),
    ).toEqual([['ada@brand.example'], ['ben@brand.example']]);
    for (const { from, source } of mails()) {
      expect(from).toBe('alerts@waymark.example');
      expect(source).toContain(`Subject: ${host} ist nicht in Ordnung`);
      expect(source).toMatch(/^Auto-Submitted: auto-generated\r$/im);
    }
  });

  it('is reported by mail once, together with everything that follows within the hour', async () => {
    const { accountId, host, goBad, recover, mails } = await alertedAccount({ recipients: ['ada@brand.example'] });
    const { database } = server;
    await goBad();
    await expect.poll(() => mails().length, soon).toBe(1);
    await recover();
    await expect.poll(() => database.alert.count({ where: { accountId, queuedAt: { not: null } } }), soon).toBe(2);
    await database.alertSettings.update({ where: { accountId }, data: { mailedAt: new Date(Date.now() - 3_600_000) } });
    await goBad();
    await expect.poll(() => mails().length, soon).toBe(2);
    const source = mails()[1]!.source;
    expect(source).toContain('Subject: One of your tracking domains has news');
    expect(source).toContain(`${host} is in order again`);
    expect(source).toContain(`${host} is not in order`);
  });

  it('is retried for the receivers that fail, without repeating it to the others', async () => {
    const { goBad, mails, hooks, secret } = await alertedAccount({
      webhookUrl: receiver.url,
      recipients: ['ada@brand.example'],
    });
    receiver.answerNext(500);
    smtp.refuse(true);
    await goBad();
    await expect.poll(() => hooks().length, soon).toBeGreaterThanOrEqual(1);
    smtp.refuse(false);
    await expect.poll(() => [hooks().length, mails().length], soon).toEqual([2, 1]);
    const ids = hooks().map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
    expect(hooks().every((hook) => isSigned(hook, secret))).toBe(true);
  });

  it('is delivered once when several servers share a database', async () => {
    const second = await server.another();
    const { goBad, mails, hooks } = await alertedAccount({
      webhookUrl: receiver.url,
      recipients: ['ada@brand.example'],
    });
    await goBad();
    await expect.poll(() => [hooks().length, mails().length], soon).toEqual([1, 1]);
    await new Promise((over) => setTimeout(over, 3000));
    expect([hooks().length, mails().length]).toEqual([1, 1]);
    await second.stop();
  });

  it('is reported after the next start when the server that found it died first', async () => {
    const { id, goBad, hooks } = await alertedAccount({ webhookUrl: receiver.url });
    await goBad();
    await expect.poll(() => hooks().length, soon).toBe(1);
    await server.restart(async () => {
      await server.database.alert.updateMany({ where: { domainId: storedId(id) }, data: { queuedAt: null } });
    });
    await expect.poll(() => hooks().length, soon).toBe(2);
  });
});

describe('the settings of alerts', () => {
  it('notify nobody, in English, until an owner changes them', async () => {
    const { owner } = await server.account();
    expect(await owner.alerts.settings.query()).toEqual({
      language: 'en',
      recipients: [],
      webhookUrl: null,
      webhookSecret: null,
      canMail: true,
    });
    const first = await owner.alerts.updateSettings.mutate({ webhookUrl: 'https://hooks.brand.com/a#b' });
    expect(first).toMatchObject({ webhookUrl: 'https://hooks.brand.com/a', language: 'en' });
    expect(first.webhookSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const second = await owner.alerts.updateSettings.mutate({ language: 'de', webhookUrl: null });
    expect(second).toEqual({ ...first, language: 'de', webhookUrl: null });
    const third = await owner.alerts.updateSettings.mutate({ newSecret: true });
    expect(third.webhookSecret).not.toBe(first.webhookSecret);
    expect(await owner.alerts.settings.query()).toEqual(third);
  });

  it.each([
    ['hooks.brand.com', 'it is not a web address'],
    ['ftp://hooks.brand.com/', 'it does not begin with https://'],
    ['https://ada:secret@hooks.brand.com/', 'it holds a user name or password'],
  ])('do not take %s for a webhook: %s', async (webhookUrl, reason) => {
    const { owner } = await server.account();
    const error = await errorOf(owner.alerts.updateSettings.mutate({ webhookUrl }));
    expect(error.message).toBe(`This address cannot be a webhook: ${reason}.`);
  });

  it('and alerts are visible to their own account only', async () => {
    const { id, goBad, owner } = await alertedAccount();
    await goBad();
    const { data: alerts } = await owner.alerts.list.query({});
    const { owner: stranger } = await server.account();
    expect(await stranger.alerts.list.query({})).toEqual({ data: [], nextCursor: null, unread: 0 });
    await stranger.alerts.markRead.mutate({ ids: alerts.map((alert) => alert.id) });
    expect(await server.database.alert.count({ where: { domainId: storedId(id), readAt: null } })).toBe(1);
  });
});
