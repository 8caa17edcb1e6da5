import { describe, expect, it } from 'vitest';
import { judge } from './judging/judge.ts';
import { addresses, all, cname, edge, failed, noName, observed, target } from './observation.testing.ts';
import type { Observation } from './observation.ts';
import { demandOwnTarget } from './proof.ts';

const judged = (observation: Observation) => demandOwnTarget(judge(observation), observation);
const forbidden = { name: 'brand.com', records: [{ critical: false, tag: 'issue', value: 'other-ca.example' }] };

describe('a host that belonged to another account before', () => {
  it.each<[string, Observation]>([
    ['has our addresses', observed({ views: all(addresses(edge[0]!)), chain: [] })],
    ['is flattened to addresses that reach us', observed({ views: all(addresses('198.51.99.7')), chain: [] })],
    [
      'reaches us through a proxy',
      observed({ views: all(addresses('198.51.99.7')), chain: [] }, { https: { kind: 'ours', via: 'Cloudflare' } }),
    ],
    ['has our addresses and a CAA record', observed({ views: all(addresses(edge[0]!)), chain: [], caa: forbidden })],
    [
      'has our addresses and no https yet',
      observed(
        { views: all(addresses(edge[0]!)), chain: [] },
        { https: { kind: 'unreachable', reason: 'refused', address: edge[0]! } },
      ),
    ],
  ])('is not verified while it only %s', (_, observation) => {
    expect(judge(observation).status).not.toBe('not_verified');
    expect(judged(observation)).toEqual({
      status: 'not_verified',
      code: 'missing',
      details: { host: 'click.brand.com', name: 'click', zone: 'brand.com', target },
      transient: false,
      certificate: 'refuse',
    });
  });

  it.each<[string, Observation]>([
    ['its own target', observed()],
    ['a chain to its own target', observed({ views: all(cname('a.brand.net')), chain: ['a.brand.net', target] })],
    ['nothing at all', observed({ views: all(noName), chain: [] })],
    ['no answer', observed({ views: all(failed('timeout')), chain: [] })],
    ['no DNS to ask', observed({}, { host: 'click.localhost', dns: null, https: null })],
  ])('is judged as any other when the check saw %s', (_, observation) => {
    expect(judged(observation)).toEqual(judge(observation));
  });
});
