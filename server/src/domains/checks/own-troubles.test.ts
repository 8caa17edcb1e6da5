import { createSocket } from 'node:dgram';
import { PassThrough } from 'node:stream';
import { decode, encode } from 'dns-packet';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ask, askingMetrics, metricsSecret } from '../../../test/ask.ts';
import { startTestServer } from '../../../test/test-server.ts';
import { createLog } from '../../observability/log.ts';
import { createDnsObserver, type DnsObserver } from '../dns/dns-observer.ts';
import { type NameServer, startNameServer } from '../dns/name-server.testing.ts';
import { createDomainChanges, type DomainChange } from './domain-changes.ts';
import { type OwnTroubles, startOwnTroubles } from './own-troubles.ts';

const cnameZone = 'cname.waymark.example';
const quickly = { intervalMs: 20, confirmMs: 10 };

let working: NameServer;
let empty: NameServer;
let dns: DnsObserver;
let own: OwnTroubles;
const lines = new PassThrough();
const changes = createDomainChanges();

beforeEach(async () => {
  [working, empty] = await Promise.all([startNameServer(cnameZone), startNameServer('elsewhere.example')]);
});
afterEach(async () => {
  lines.read();
  own.stop();
  dns.close();
  await Promise.all([working.stop(), empty.stop()]);
});

function startWith(...servers: string[]): void {
  dns = createDnsObserver({ servers, mayAsk: () => true });
  own = startOwnTroubles({ dns, cnameZone, followChecks: changes.follow, log: createLog('info', lines), ...quickly });
}

/** The address of a resolver that answers nobody's questions. */
async function refusing(): Promise<string> {
  const socket = createSocket('udp4');
  socket.on('message', (message, { port, address }) => {
    const { id, questions } = decode(message);
    socket.send(encode({ id, type: 'response', flags: 5, questions }), port, address);
  });
  await new Promise<void>((ready) => socket.bind(0, '127.0.0.1', ready));
  onTestFinished(() => new Promise<void>((closed) => socket.close(closed)));
  return `127.0.0.1:${socket.address().port}`;
}

const logged = () =>
  String(lines.read() ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const found = async () => {
  await expect.poll(() => own.sentences()).toHaveLength(1);
  return own.sentences()[0];
};

describe('troubles of the installation itself', () => {
  it('are none while a new name of the zone leads somewhere at every resolver', async () => {
    startWith(...working.resolvers.split(','));
    await new Promise((rounds) => setTimeout(rounds, 100));
    expect([own.sentences(), own.counts(), logged()]).toEqual([[], { wildcard: 0, resolvers: 0, https: 0 }, []]);
  });

  it('are a wildcard record that is missing, logged once however long it lasts', async () => {
    startWith(...empty.resolvers.split(','));
    const sentence = `*.${cnameZone} has no address, so no tracking domain leads here: publish the wildcard record`;
    expect(await found()).toBe(sentence);
    await new Promise((rounds) => setTimeout(rounds, 100));
    expect(own.counts()).toEqual({ wildcard: 1, resolvers: 0, https: 0 });
    expect(own.resolversFail()).toBe(false);
    expect(logged()).toEqual([
      expect.objectContaining({
        level: 50,
        msg: 'tracking domains lead nowhere',
        error: expect.objectContaining({ message: sentence }),
      }),
    ]);
  });

  it('are a resolver that does not answer beside one that does', async () => {
    startWith(working.address, await refusing());
    expect(await found()).toBe(
      'some resolvers do not answer (127.0.0.1): see WAYMARK_DNS_SERVERS, and whether this machine may reach them',
    );
    expect([own.counts().resolvers, own.resolversFail()]).toEqual([1, false]);
  });

  it('are resolvers of which none answers, and then nothing is said of the zone', async () => {
    startWith(await refusing(), await refusing());
    expect(await found()).toMatch(/^no resolver answers \(127\.0\.0\.1, 127\.0\.0\.1\)/);
    expect([own.counts(), own.resolversFail()]).toEqual([{ wildcard: 0, resolvers: 1, https: 0 }, true]);
  });

  it('are domains with the right DNS that two checks in a row did not reach by HTTPS, until one does', () => {
    startWith(...working.resolvers.split(','));
    const check = (host: string, before: string, after: string) =>
      changes.publish({
        ...{ accountId: 'a', domainId: host, host, at: new Date() },
        before: { status: 'pending', code: before, certificate: 'issue' },
        after: { status: 'pending', code: after, certificate: 'issue' },
      } as DomainChange);
    check('click.one.com', 'missing', 'https_certificate');
    expect(own.sentences()).toEqual([]);
    check('click.one.com', 'https_certificate', 'https_certificate');
    check('click.two.com', 'https_certificate', 'https_unreachable');
    expect(own.sentences()).toEqual([
      'HTTPS does not work for 2 domains whose DNS is right: see the proxy and its certificate authority',
    ]);
    const [entry, ...more] = logged();
    expect(more).toEqual([]);
    expect(entry.error.message).toContain('(click.one.com, https_certificate)');
    check('click.one.com', 'https_certificate', 'ok');
    check('click.two.com', 'https_unreachable', 'ok');
    expect([own.sentences(), own.counts().https]).toEqual([[], 0]);
  });
});

it('an operator finds them at /readyz and in the metrics, and links are answered all the same', async () => {
  const settings = { WAYMARK_PUBLIC_URL: 'https://waymark.example', WAYMARK_CNAME_ZONE: 'cname.nowhere.example' };
  const server = await startTestServer({ ...settings, WAYMARK_METRICS_SECRET: metricsSecret });
  const ready = async () => (await ask(server.port, '/readyz')).text;
  await expect.poll(ready, { timeout: 10_000 }).toMatch(/^ok\n\*\.cname\.nowhere\.example has no address, .*\n$/);
  expect((await ask(server.port, '/readyz')).status).toBe(200);
  expect((await ask(server.port, '/metrics', askingMetrics)).text).toContain('waymark_troubles{kind="wildcard"} 1');
  await server.stop();
  startWith(working.address);
});
