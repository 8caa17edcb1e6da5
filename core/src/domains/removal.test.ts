import { describe, expect, it } from 'vitest';
import {
  addresses,
  all,
  cname,
  edge,
  empty,
  failed,
  nameServer,
  noName,
  observed,
  resolver,
  target,
} from './observation.testing.ts';
import type { Observation } from './observation.ts';
import { standingOf } from './removal.ts';

const noHttps = { https: null } as const;
const nothing = observed({ views: all(noName), chain: [] }, noHttps);
const delegated = { kind: 'delegated', servers: ['ns.other.net'] } as const;

describe('the record of a domain to be removed', () => {
  const gone: [string, Observation][] = [
    ['there is nothing at the name', nothing],
    ['the name has other records only', observed({ views: all(empty), chain: [], others: ['TXT'] }, noHttps)],
    ['it leads to another service', observed({ views: all(cname('shop.example')), chain: ['shop.example'] }, noHttps)],
    ['it has addresses of others', observed({ views: all(addresses('198.51.99.7')), chain: [] }, noHttps)],
    ['the whole zone is gone', observed({ zoneMissing: true, views: all(failed('timeout')), chain: [] }, noHttps)],
    ['the host never had one', observed({}, { host: 'click.localhost', dns: null, https: null })],
    [
      'only resolvers remember it',
      observed({ views: [nameServer('ns1.brand.com', noName), resolver('1.1.1.1', cname(target))] }, noHttps),
    ],
    [
      'one server says so and the other does not answer',
      observed(
        { views: [nameServer('ns1.brand.com', noName), nameServer('ns2.brand.com', failed('timeout'))], chain: [] },
        noHttps,
      ),
    ],
    [
      'resolvers see none, where the servers of the zone do not answer',
      observed(
        { views: [nameServer('ns1.brand.com', failed('timeout')), resolver('1.1.1.1', noName)], chain: [] },
        noHttps,
      ),
    ],
  ];

  it.each(gone)('is gone when %s', (_, observation) => {
    expect(standingOf(observation)).toEqual({ kind: 'gone' });
  });

  const standing: [string, Observation, string][] = [
    ['it is as it was', observed(), `click.brand.com CNAME ${target}`],
    [
      'it is spelled otherwise',
      observed({ views: all(cname(`${target.toUpperCase()}.`)) }),
      `click.brand.com CNAME ${target}`,
    ],
    [
      'it leads here through another name',
      observed({ views: all(cname('links.brand.net')), chain: ['links.brand.net', target] }),
      'click.brand.com CNAME links.brand.net',
    ],
    ['a wildcard stands in for it', observed({ sibling: cname(target) }), `*.brand.com CNAME ${target}`],
    [
      'our addresses stand in for it',
      observed({ views: all(addresses(edge[0]!)), chain: [] }, noHttps),
      'click.brand.com A 203.0.114.10',
    ],
    [
      'one of several servers still has it',
      observed({ views: [nameServer('ns1.brand.com', noName), nameServer('ns2.brand.com', cname(target))] }, noHttps),
      `click.brand.com CNAME ${target}`,
    ],
    [
      'a server gives it out every other time',
      observed({ views: [nameServer('ns1.brand.com', cname(target), noName)] }, noHttps),
      `click.brand.com CNAME ${target}`,
    ],
    [
      'a proxy hides it and requests still arrive',
      observed({ views: all(addresses('198.51.99.7')), chain: [] }, { https: { kind: 'ours', via: 'Cloudflare' } }),
      'click.brand.com A 198.51.99.7',
    ],
    [
      'the name was delegated and leads here from there',
      observed({ views: [nameServer('ns1.brand.com', delegated), resolver('1.1.1.1', cname(target))] }),
      `click.brand.com CNAME ${target}`,
    ],
  ];

  it.each(standing)('is present while %s', (_, observation, record) => {
    expect(standingOf(observation)).toMatchObject({ kind: 'stands', record });
  });

  it('is reported with the servers that have it', () => {
    const views = [nameServer('ns1.brand.com', noName), nameServer('ns2.brand.com', cname(target))];
    expect(standingOf(observed({ views }, noHttps))).toMatchObject({ servers: ['ns2.brand.com'] });
  });

  it('is unknown when no server answers', () => {
    const views = [nameServer('ns1.brand.com', failed('timeout')), resolver('1.1.1.1', failed('servfail'))];
    expect(standingOf(observed({ views, chain: [] }, noHttps))).toEqual({
      kind: 'unknown',
      servers: ['ns1.brand.com', '1.1.1.1'],
    });
  });
});
