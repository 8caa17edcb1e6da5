import { judge, type Observation } from '@waymark/core';
import { needs } from '@waymark/testing/needs';
import { AUTHORITATIVE_ANSWER, decode } from 'dns-packet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dnsServer } from '../../net/dns-server.ts';
import {
  answering,
  type Behaviour,
  failing,
  silence,
  startMisbehavingServer,
  truncated,
} from '../../net/misbehaving-server.testing.ts';
import { isPublicAddress } from '../../net/public-address.ts';
import { createDnsObserver, type DnsObserver } from './dns-observer.ts';
import { type DnsPeers, startDnsPeers } from './dns-peers.testing.ts';

const target = 'k3x9t7m2w5q8.cname.waymark.example';
const noSuchName = answering([], (packet) => ({ ...packet, flags: AUTHORITATIVE_ANSWER | 3 }));
const edge = ['203.0.114.10', '2a00:1450::10'];

describe('a check against real DNS servers', needs('knotd', 'unbound'), () => {
  let peers: DnsPeers;
  let observer: DnsObserver;

  beforeAll(async () => {
    peers = await startDnsPeers();
    observer = createDnsObserver({
      servers: peers.resolvers,
      authoritativePort: peers.port,
      mayAsk: (address) => address.startsWith('127.'),
    });
  });
  afterAll(async () => {
    observer.close();
    await peers.stop();
  });

  async function check(host: string, wanted = target): Promise<Observation> {
    const dns = await observer.observe(host, wanted, { at: Date.now() + 8000 }, true);
    const ca = { identifiers: ['letsencrypt.org'] };
    return { host, target: wanted, cnameZone: 'cname.waymark.example', dns, https: null, ca };
  }

  it.each([
    ['ok.brand.com', 'ok', {}],
    ['capital.brand.com', 'ok', {}],
    ['click.own.brand.com', 'ok', { zone: 'own.brand.com', name: 'click' }],
    ['click.free.careful.com', 'ok', { zone: 'careful.com', name: 'click.free' }],
    ['exact.any.brand.com', 'wildcard', {}],
    ['chain.brand.com', 'ok_chain', { found: `one.brand.net → ${target}` }],
    ['long.brand.com', 'chain_long', { hops: '6' }],
    ['click.any.brand.com', 'wildcard', {}],
    ['absent.brand.com', 'missing', {}],
    ['txt.brand.com', 'missing', { variant: 'others', others: 'TXT' }],
    ['click.nobody-has-this.com', 'domain_missing', {}],
    ['wrong.brand.com', 'wrong_target', { found: 'shop.brand.net' }],
    ['typo.brand.com', 'wrong_target', { variant: 'typo' }],
    ['click.shop.brand.com', 'wrong_target_wildcard', { found: 'shop.brand.net' }],
    ['click.park.brand.com', 'wrong_target_wildcard', { found: '198.51.99.9' }],
    ['shared.brand.com', 'shared_target', {}],
    ['tenant.brand.com', 'other_tenant', {}],
    ['twice.brand.com', 'doubled_zone', { found: 'twice.brand.com.brand.com' }],
    ['target.brand.com', 'doubled_target', {}],
    ['url.brand.com', 'target_not_a_name', {}],
    ['number.brand.com', 'target_not_a_name', { found: '203.0.114.10' }],
    ['ours.brand.com', 'address_instead_of_cname', { found: edge.join(', ') }],
    ['half.brand.com', 'address_elsewhere', { found: '2a00:1450::99', type: 'AAAA' }],
    ['other.brand.com', 'address_elsewhere', { found: '198.51.99.7', type: 'A' }],
    ['mail.brand.com', 'conflict_mx', { others: 'MX' }],
    ['ring.brand.com', 'loop', { found: 'ring.brand.com → ring2.brand.com → ring.brand.com' }],
    ['away.brand.com', 'delegated', { server: 'ns1.brand.net' }],
    ['own.brand.com', 'delegated', {}],
    ['brand.com', 'apex', {}],
    ['click.unsigned.com', 'dnssec_bogus', {}],
    ['click.lame.com', 'lame', { server: 'ns1.lame.com' }],
    ['click.careful.com', 'caa_forbids', { caaName: 'careful.com', found: 'ca.example' }],
  ])('finds %s to be %s', async (host, code, details) => {
    const observation = await check(host);
    expect(judge(observation)).toMatchObject({ code, details });
  });

  it('follows CNAME records to the CAA set of our own target', async () => {
    const wanted = 'caa5t7m2w5q8.cname.waymark.example';
    expect(judge(await check('alias.brand.com', wanted))).toMatchObject({
      code: 'caa_operator',
      details: { caaName: wanted },
    });
  });

  /** Another server of a zone, beside Knot DNS or instead of it, each at its own address. */
  async function beside(address: string, behaviour: Behaviour, host: string): Promise<Observation> {
    const server = await startMisbehavingServer(behaviour, silence, dnsServer(address, peers.port));
    const observation = await check(host);
    await server.stop();
    return observation;
  }

  it('reports a server that still has an older zone', async () => {
    const observation = await beside('127.0.0.2', noSuchName, 'click.moving.com');
    expect(judge(observation)).toMatchObject({
      code: 'propagating',
      details: { found: expect.stringContaining('ns1.moving.com'), server: 'ns2.moving.com' },
    });
  });

  it.each([
    ['says nothing', silence, 'timeout'],
    ['fails', failing(2), 'servfail'],
    ['refuses', failing(5), 'refused'],
    ['knows nothing of the zone', answering([], (packet) => ({ ...packet, flags: 0 })), 'lame'],
    ['sends noise', (query: Buffer) => [query.subarray(0, 12)], 'resolver_error'],
    ['answers another question', answering([], (packet) => ({ ...packet, questions: [] })), 'resolver_error'],
  ] as const)('does without a server that %s', async (_, behaviour, failure) => {
    const observation = await beside('127.0.0.2', behaviour, 'click.moving.com');
    expect(judge(observation).code).toBe('ok');
    expect(observation.dns?.views).toContainEqual({
      server: 'ns2.moving.com',
      role: 'authoritative',
      answer: { kind: 'failure', failure },
    });
  });

  it('finds a circle of CNAME records where only resolvers are heard, which all fail because of it', async () => {
    const unheard = createDnsObserver({ servers: peers.resolvers, authoritativePort: peers.port, mayAsk: () => false });
    const dns = await unheard.observe('ring.brand.com', target, { at: Date.now() + 8000 }, false);
    unheard.close();
    const observation = {
      host: 'ring.brand.com',
      target,
      cnameZone: 'cname.waymark.example',
      dns,
      https: null,
      ca: null,
    };
    expect(judge(observation)).toMatchObject({
      code: 'loop',
      details: { found: 'ring.brand.com → ring2.brand.com → ring.brand.com' },
    });
  });

  it.each([
    ['fail', failing(2), 'servfail'],
    ['refuse', failing(5), 'refused'],
    ['say nothing', silence, 'timeout'],
  ] as const)(
    'says that look-ups of CAA records %s, which authorities take as a refusal',
    async (_, behaviour, failure) => {
      const host = 'click.brand.com';
      const right = answering([
        { type: 'CNAME', name: host, data: target, ttl: 1 },
        { type: 'A', name: target, data: '203.0.114.10', ttl: 1 },
      ]);
      const nothing = answering([]);
      const server = await startMisbehavingServer((query) => {
        const [question] = decode(query).questions ?? [];
        const isZone = question?.name.toLowerCase() === 'brand.com';
        if (question?.type === 'CAA') return (isZone ? behaviour : nothing)(query);
        return (question?.name.toLowerCase() === host ? right : nothing)(query);
      });
      const deaf = createDnsObserver({ servers: [`127.0.0.1:${server.at.port}`], mayAsk: () => false });
      const dns = await deaf.observe(host, target, { at: Date.now() + 4000 }, true);
      deaf.close();
      await server.stop();
      expect(dns.caaUnanswered).toEqual({ name: 'brand.com', failure });
      const ca = { identifiers: ['letsencrypt.org'] };
      expect(judge({ host, target, cnameZone: 'cname.waymark.example', dns, https: null, ca })).toMatchObject({
        code: 'caa_unanswered',
        details: { caaName: 'brand.com' },
      });
    },
  );

  it('notices a server that answers differently each time', async () => {
    let turn = 0;
    const host = 'click.flapping.com';
    const one = answering([{ type: 'CNAME', name: host, data: target, ttl: 1 }]);
    const other = answering([{ type: 'CNAME', name: host, data: 'old.example', ttl: 1 }]);
    const observation = await beside('127.0.0.3', (query) => (turn++ % 2 === 0 ? one : other)(query), host);
    expect(judge(observation)).toMatchObject({ code: 'unstable', details: { server: 'ns1.flapping.com' } });
  });

  it('keeps little of a server that sends hundreds of records', async () => {
    const host = 'click.flapping.com';
    const many = Array.from({ length: 500 }, (_, index) => `${'x'.repeat(40)}${index}.example`);
    const answers = many.map((data) => ({ type: 'CNAME', name: host, data, ttl: 1 }) as const);
    const flood = answering(answers);
    const server = await startMisbehavingServer(truncated, flood, dnsServer('127.0.0.3', peers.port));
    const observation = await check(host);
    await server.stop();
    expect(observation.dns?.views[0]?.answer).toMatchObject({ kind: 'cname', names: { length: 10 } });
    expect(judge(observation).code).toBe('propagating');
    expect(JSON.stringify(observation).length).toBeLessThan(10_000);
  });

  it('queries no server at an address that is not public', async () => {
    let asked = 0;
    const count: Behaviour = () => {
      asked++;
      return [];
    };
    const server = await startMisbehavingServer(count, count, dnsServer('127.0.0.3', peers.port));
    const guarded = createDnsObserver({
      servers: peers.resolvers,
      authoritativePort: peers.port,
      mayAsk: isPublicAddress,
    });
    const dns = await guarded.observe('click.flapping.com', target, { at: Date.now() + 8000 }, false);
    guarded.close();
    await server.stop();
    expect(asked).toBe(0);
    expect(dns.views[0]).toMatchObject({ server: 'ns1.flapping.com', answer: { kind: 'failure', failure: 'lame' } });
  });

  it('ends in time when no server answers', async () => {
    const server = await startMisbehavingServer(silence);
    const lost = createDnsObserver({ servers: [`127.0.0.1:${server.at.port}`], mayAsk: () => true });
    const began = performance.now();
    const dns = await lost.observe('click.brand.com', target, { at: Date.now() + 2000 }, true);
    expect(performance.now() - began).toBeLessThan(3000);
    lost.close();
    await server.stop();
    const observation = { host: 'click.brand.com', target, cnameZone: 'cname.waymark.example', https: null, ca: null };
    expect(judge({ ...observation, dns }).code).toBe('resolver_error');
  });

  it('records which server said what', async () => {
    expect((await check('ok.brand.com')).dns).toEqual({
      zone: { name: 'brand.com', servers: ['ns1.brand.com'] },
      zoneMissing: false,
      views: [
        { server: 'ns1.brand.com', role: 'authoritative', answer: { kind: 'cname', names: [target] } },
        { server: '127.0.0.1', role: 'recursive', answer: { kind: 'cname', names: [target] } },
        { server: '127.0.0.1', role: 'recursive', answer: { kind: 'cname', names: [target] } },
      ],
      chain: [target],
      edge: [edge[0]],
      sibling: { kind: 'no-name' },
      doubled: null,
      others: [],
      bogus: false,
      caa: null,
    });
  });
});
