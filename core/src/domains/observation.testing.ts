import type { DiagnosisCode, VariantKey } from './diagnoses.ts';
import type { CaaRecord, DnsSeen, HostAnswer, HttpsSeen, Observation, ServerView } from './observation.ts';

export const target = 'k3x9t7m2w5q8.cname.waymark.example';
export const edge = ['203.0.114.10', '2a00:1450::10'];

/** An observation of a correctly set-up click.brand.com, with some of it overridden. */
export function observed(dns: Partial<DnsSeen> = {}, rest: Partial<Observation> = {}): Observation {
  return {
    host: 'click.brand.com',
    target,
    cnameZone: 'cname.waymark.example',
    dns: { ...right, ...dns },
    https: { kind: 'ours' },
    ca: { identifiers: ['letsencrypt.org'], accountUri: 'https://acme.example/acct/7' },
    ...rest,
  };
}

/** All servers give the same answer. */
export function all(answer: HostAnswer): readonly ServerView[] {
  return [
    nameServer('ns1.brand.com', answer),
    nameServer('ns2.brand.com', answer),
    resolver('1.1.1.1', answer),
    resolver('9.9.9.9', answer),
  ];
}

export const nameServer = (server: string, answer: HostAnswer, again?: HostAnswer): ServerView => ({
  server,
  role: 'authoritative',
  answer,
  ...(again && { again }),
});
export const resolver = (server: string, answer: HostAnswer): ServerView => ({ server, role: 'recursive', answer });

export const cname = (...names: string[]): HostAnswer => ({ kind: 'cname', names });
export const addresses = (...found: string[]): HostAnswer => ({ kind: 'addresses', addresses: found });
export const failed = (failure: Extract<HostAnswer, { kind: 'failure' }>['failure']): HostAnswer => ({
  kind: 'failure',
  failure,
});
export const empty: HostAnswer = { kind: 'empty' };
export const noName: HostAnswer = { kind: 'no-name' };

const right: DnsSeen = {
  zone: { name: 'brand.com', servers: ['ns1.brand.com', 'ns2.brand.com'] },
  zoneMissing: false,
  views: all(cname(target)),
  chain: [target],
  edge,
  sibling: noName,
  doubled: null,
  others: [],
  bogus: false,
  caa: null,
};

const pointsTo = (...names: string[]) => observed({ views: all(cname(...names)), chain: names.slice(0, 1) });
const leadsThrough = (...chain: string[]) => observed({ views: all(cname(chain[0]!)), chain });
const mixed = (...views: ServerView[]) => observed({ views, chain: [target] });
const noRecord = (dns: Partial<DnsSeen> = {}) => observed({ views: all(empty), chain: [], ...dns });
const https = (seen: HttpsSeen) => observed({}, { https: seen });
const caa = (...values: string[]) => observed({ caa: { name: 'brand.com', records: values.map(issue) } });
const issue = (value: string): CaaRecord => ({ critical: false, tag: 'issue', value });
const hops = (count: number) => Array.from({ length: count }, (_, index) => `hop${index}.brand.net`);
const elsewhere = addresses('198.51.99.7');
const byAddress = (...found: string[]) => observed({ views: all(addresses(...found)), chain: [] });

/** A flattened name whose second address this machine cannot reach. */
const unprovenSix = observed(
  { views: all(addresses('198.51.99.7', '2a00:1450::99')), chain: [] },
  { https: { kind: 'ours', unproven: ['2a00:1450::99'] } },
);
const elsewhereAnswering = { https: { kind: 'other-server', status: 404, server: 'nginx' } } as const;

/** Several observations for every diagnosis. */
export const examples: Readonly<Record<DiagnosisCode, readonly Observation[]>> = {
  ok: [
    pointsTo(target),
    pointsTo(`${target}.`),
    pointsTo('K3X9T7M2W5Q8.CNAME.Waymark.example.'),
    pointsTo(target, `${target}.`),
    mixed(
      nameServer('ns1.brand.com', cname(target)),
      nameServer('ns2.brand.com', failed('timeout')),
      resolver('1.1.1.1', cname(target)),
    ),
    mixed(resolver('1.1.1.1', cname(target)), resolver('9.9.9.9', failed('servfail'))),
    observed({ sibling: cname('shop.example') }),
    caa('letsencrypt.org'),
    observed({ zone: null }),
  ],
  ok_chain: [leadsThrough('links.brand.net', target), leadsThrough(...hops(4), target)],
  loopback_only: [observed({}, { host: 'click.localhost', dns: null, https: null })],
  chain_long: [leadsThrough(...hops(5), target), leadsThrough(...hops(9), target, 'edge.waymark.example')],
  wildcard: [observed({ sibling: cname(target) }), observed({ sibling: cname(`${target.toUpperCase()}.`) })],
  address_instead_of_cname: [byAddress(edge[0]!), byAddress(...edge)],
  flattened: [
    observed({ views: all(elsewhere), chain: [] }),
    observed({ views: all(addresses(edge[0]!, '198.51.99.7')), chain: [] }),
    observed({ views: all(elsewhere), chain: [], edge: [] }),
    unprovenSix,
  ],
  proxied: [observed({ views: all(elsewhere), chain: [] }, { https: { kind: 'ours', via: 'Cloudflare' } })],
  cname_and_other_data: [
    observed({ others: ['MX'] }),
    observed({ others: ['MX', 'TXT'] }),
    observed({ others: ['A'] }),
  ],
  caa_forbids: [
    caa('ca.example'),
    caa(';'),
    caa('ca.example', 'other.example; x=y'),
    caa('letsencrypt.org; accounturi=https://acme.example/acct/8'),
    observed({
      views: all(cname('links.brand.net')),
      chain: ['links.brand.net', target],
      caa: { name: 'links.brand.net', records: [issue('ca.example')] },
    }),
  ],
  caa_unanswered: (['timeout', 'servfail', 'resolver_error'] as const).map((failure) =>
    observed({ caaUnanswered: { name: 'brand.com', failure } }),
  ),
  caa_operator: [
    observed({ caa: { name: target, records: [issue('ca.example')] } }),
    observed({ caa: { name: 'edge.waymark.example', records: [issue(';')] } }),
    observed({
      views: all(cname('links.brand.net')),
      chain: ['links.brand.net', target],
      caa: { name: target.toUpperCase(), records: [issue('ca.example')] },
    }),
  ],
  missing: [
    noRecord(),
    observed({ views: all(noName), chain: [] }),
    noRecord({ others: ['TXT'] }),
    observed({ views: [nameServer('ns1.brand.com', empty), resolver('1.1.1.1', noName)], chain: [] }),
  ],
  domain_missing: [observed({ zone: null, zoneMissing: true, views: all(noName), chain: [] })],
  wrong_target: [
    pointsTo('ghs.google.example'),
    pointsTo('brand.com'),
    pointsTo('notcname.waymark.example'),
    pointsTo('cname.waymark.example.brand.com'),
    pointsTo('_acme.other.example'),
    leadsThrough('one.brand.net', 'two.brand.net'),
    mixed(nameServer('ns1.brand.com', cname('one.example')), resolver('1.1.1.1', cname('two.example'))),
  ],
  wrong_target_wildcard: [
    observed({ views: all(cname('shop.example')), chain: ['shop.example'], sibling: cname('Shop.example.') }),
    observed({ views: all(elsewhere), chain: [], sibling: elsewhere }, { https: null }),
  ],
  shared_target: [
    pointsTo('cname.waymark.example'),
    pointsTo('CNAME.waymark.example.'),
    pointsTo('edge.cname.waymark.example'),
    pointsTo('k3x9t7m.cname.waymark.example'),
    pointsTo(`click.${target}`),
  ],
  other_tenant: [pointsTo('a1b2c3d4e5f6.cname.waymark.example'), pointsTo('A1B2C3D4E5F6.cname.waymark.example.')],
  doubled_zone: [
    noRecord({ doubled: 'click.brand.com.brand.com' }),
    observed({ views: all(noName), chain: [], doubled: 'click.brand.com.brand.com' }),
  ],
  doubled_target: [
    pointsTo(`${target}.brand.com`),
    pointsTo(`${target.toUpperCase()}.BRAND.com.`),
    pointsTo(`${target}.click.brand.com`),
  ],
  target_not_a_name: [
    pointsTo(`https://${target}`),
    pointsTo(`https://${target}/.brand.com.`),
    pointsTo(`${target}/c`),
    pointsTo(`${target}:443`),
    pointsTo('203.0.113.7'),
    pointsTo('203.0.113.7.brand.com.'),
    pointsTo('2001:db8::7'),
    pointsTo(`"${target}"`),
    pointsTo('.'),
    pointsTo(''),
    pointsTo('a..b'),
    pointsTo(`IN CNAME ${target}`),
  ],
  address_elsewhere: [
    observed({ views: all(elsewhere), chain: [] }, { https: null }),
    observed({ views: all(elsewhere), chain: [] }, { https: { kind: 'other-server', status: 404, server: 'nginx' } }),
    observed({ views: all(addresses(edge[0]!, '2a00:1450::99')), chain: [] }, { https: null }),
    observed({ views: all(elsewhere), chain: [], sibling: addresses('198.51.99.8') }, { https: null }),
    observed({ views: all(addresses(edge[0]!, '198.51.99.7')), chain: [] }, elsewhereAnswering),
    observed({ views: all(addresses('198.51.99.7', edge[0]!)), chain: [] }, elsewhereAnswering),
    observed(
      { views: all(addresses(edge[0]!, '2a00:1450::99')), chain: [] },
      { https: { kind: 'ours', unproven: ['2a00:1450::99'] } },
    ),
  ],
  apex: [observed({}, { host: 'brand.com' }), observed({ views: all(empty) }, { host: 'brand.co.uk' })],
  conflict_mx: [noRecord({ others: ['MX'] }), noRecord({ others: ['TXT', 'MX'] }), noRecord({ others: ['SRV'] })],
  multiple_cname: [pointsTo(target, 'other.example'), pointsTo('one.example', 'two.example', 'one.example.')],
  loop: [
    leadsThrough('click.brand.com'),
    leadsThrough('one.brand.com', 'click.brand.com'),
    leadsThrough('one.brand.com', 'two.brand.com', 'one.brand.com'),
  ],
  delegated: [
    observed({ views: all({ kind: 'delegated', servers: ['ns.other.example'] }), chain: [] }),
    mixed(
      nameServer('ns1.brand.com', { kind: 'delegated', servers: ['NS.Other.example.'] }),
      resolver('1.1.1.1', empty),
    ),
    mixed(nameServer('ns1.brand.com', { kind: 'delegated', servers: [] }), resolver('1.1.1.1', failed('servfail'))),
  ],
  dnssec_bogus: [
    mixed(nameServer('ns1.brand.com', cname(target)), resolver('1.1.1.1', failed('servfail'))),
    observed({ views: [resolver('1.1.1.1', failed('servfail'))], zone: null }),
  ].map((seen) => ({ ...seen, dns: seen.dns && { ...seen.dns, bogus: true } })),
  https_unreachable: (['refused', 'timeout', 'private', 'broken', 'no_route'] as const).map((reason) =>
    https({ kind: 'unreachable', reason, address: '203.0.114.10' }),
  ),
  https_certificate: (['handshake', 'expired', 'wrong_name', 'untrusted'] as const).map((reason) =>
    https({ kind: 'certificate', reason, seen: 'shop.example' }),
  ),
  https_other_server: [
    https({ kind: 'other-server', status: 404, server: 'nginx' }),
    https({ kind: 'other-server', status: 200, server: '' }),
  ],
  propagating: [
    mixed(nameServer('ns1.brand.com', cname(target)), nameServer('ns2.brand.com', noName)),
    mixed(nameServer('ns1.brand.com', cname(target)), resolver('1.1.1.1', empty)),
    mixed(nameServer('ns1.brand.com', cname('old.example')), resolver('1.1.1.1', cname(target))),
    mixed(nameServer('ns1.brand.com', addresses(edge[0]!)), resolver('1.1.1.1', noName)),
  ],
  // Made of several checks of a day: see `lagging.test.ts`.
  server_lags: [],
  address_unproven: [
    observed(
      { views: all(addresses('2a00:1450::99')), chain: [] },
      { https: { kind: 'unreachable', reason: 'no_route', address: '2a00:1450::99' } },
    ),
  ],
  unstable: [
    mixed(nameServer('ns1.brand.com', cname(target), cname('old.example')), resolver('1.1.1.1', cname(target))),
    mixed(nameServer('ns1.brand.com', noName, cname(target))),
  ],
  edge_unresolvable: [
    observed({ edge: [] }),
    observed({ views: all(elsewhere), chain: [], edge: [] }, { https: null }),
  ],
  servfail: [observed({ views: all(failed('servfail')) }), mixed(resolver('1.1.1.1', failed('servfail')))],
  refused: [
    observed({ views: all(failed('refused')) }),
    mixed(nameServer('ns1.brand.com', failed('refused')), nameServer('ns2.brand.com', failed('timeout'))),
  ],
  timeout: [
    observed({ views: all(failed('timeout')) }),
    mixed(nameServer('ns1.brand.com', failed('timeout')), resolver('1.1.1.1', failed('servfail'))),
  ],
  lame: [
    observed({ views: all(failed('lame')) }),
    mixed(
      nameServer('ns1.brand.com', failed('lame')),
      nameServer('ns2.brand.com', failed('servfail')),
      resolver('1.1.1.1', failed('servfail')),
    ),
  ],
  resolver_error: [
    mixed(),
    mixed(resolver('1.1.1.1', failed('timeout')), resolver('9.9.9.9', failed('timeout'))),
    mixed(resolver('1.1.1.1', failed('resolver_error'))),
    mixed(nameServer('ns1.brand.com', failed('resolver_error')), resolver('1.1.1.1', failed('servfail'))),
  ],
};

/** One observation for every variant of a diagnosis with its own sentence. */
export const variantExamples: Readonly<Record<VariantKey, Observation>> = {
  'missing:others': noRecord({ others: ['TXT'] }),
  'wrong_target:typo': pointsTo(target.replace('example', 'exampel')),
  'wrong_target:website': observed(
    { views: all(cname('shops.example')), chain: ['shops.example'] },
    { host: 'www.brand.com', https: null },
  ),
  'address_elsewhere:website': observed({ views: all(elsewhere), chain: [] }, elsewhereAnswering),
  'flattened:unproven': unprovenSix,
  'https_unreachable:timeout': examples.https_unreachable[1]!,
  'https_unreachable:private': examples.https_unreachable[2]!,
  'https_unreachable:broken': examples.https_unreachable[3]!,
  'https_unreachable:no_route': examples.https_unreachable[4]!,
  'https_certificate:expired': examples.https_certificate[1]!,
  'https_certificate:wrong_name': examples.https_certificate[2]!,
  'https_certificate:untrusted': examples.https_certificate[3]!,
};
