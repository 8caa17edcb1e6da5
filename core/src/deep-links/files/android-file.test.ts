import { describe, expect, it } from 'vitest';
import { maxIncludeDepth, readAndroidFile } from './android-file.ts';

const print = '14:6D:E9:83:C5:73:06:50:D8:EE:B9:95:2F:34:FC:64:16:A0:83:42:E6:1D:BE:A8:8A:04:96:B2:3F:CF:44:E5';
const target = (more: object = {}) => ({
  namespace: 'android_app',
  package_name: 'org.digitalassetlinks.example',
  sha256_cert_fingerprints: [print],
  ...more,
});
const relation = ['delegate_permission/common.handle_all_urls'];
const extended = (dynamic_app_link_components: unknown) => ({ [relation[0]!]: { dynamic_app_link_components } });
const codes = (file: unknown) =>
  readAndroidFile(typeof file === 'string' ? file : JSON.stringify(file)).findings.map(({ code, place }) =>
    `${code} ${place}`.trim(),
  );
const apps = (file: unknown) => readAndroidFile(JSON.stringify(file)).apps.map(({ packageName }) => packageName);

// https://github.com/google/digitalassetlinks, compatibility-tests/v1: the numbers are those of its groups.
describe('Google’s compatibility tests of assetlinks.json', () => {
  const web = { namespace: 'web', site: 'https://target.digitalassetlinks.org' };

  it.each<readonly [group: string, file: unknown, findings: readonly string[]]>([
    [
      'comptest2001',
      [{ relation: [...relation, 'delegate_permission/common.get_user_location'], target: target() }],
      [],
    ],
    ['comptest2002', [], ['empty-list']],
    [
      'comptest2003',
      [{ relation, target: web }, {}, { relation, target: target() }],
      ['no-relation [1]', 'no-target [1]'],
    ],
    ['comptest2004', [{ target: web, include: 'https://x.example/a.json' }], ['include-not-alone [0]']],
    ['comptest2005', [{ magicfield: { foo: 'bar' }, include: 'https://x.example/a.json' }], []],
    ['comptest2006', '[{', ['not-json']],
    ['comptest2007', '42', ['wrong-type']],
    ['comptest2008', '[{"relation":["a/b",],"target":{}}]', ['not-json']],
    ['comptest2009', { relation, target: web }, ['wrong-type']],
    ['comptest2010', '"foo"', ['wrong-type']],
    ['comptest2011', [{ relation }], ['no-target [0]']],
    ['comptest2012', [{ target: web }], ['no-relation [0]']],
    ['comptest2013', [{ relation, target: 'https://x.example' }], ['wrong-type [0].target']],
    ['comptest2014', [{ relation, target: { namespace: 'internets' } }], ['unknown-namespace [0].target']],
    ['comptest2301', [{ relation, target: target() }], []],
    ['comptest2302', [{ relation, target: target({ sha256_cert_fingerprints: [print, print] }) }], []],
    ['comptest2303', [{ relation, target: target({ package_name: undefined }) }], ['bad-package [0].target']],
    [
      'comptest2304',
      [{ relation, target: target({ sha256_cert_fingerprints: undefined }) }],
      ['no-fingerprint [0].target'],
    ],
    [
      'comptest2305',
      [{ relation, target: target({ sha256_cert_fingerprints: print }) }],
      ['wrong-type [0].target.sha256_cert_fingerprints'],
    ],
    [
      'comptest2306',
      [{ relation, target: target({ sha256_cert_fingerprints: [{}] }) }],
      ['bad-fingerprint [0].target'],
    ],
    ['comptest2307', [{ relation, target: target({ package_name: '' }) }], ['bad-package [0].target']],
    ['comptest2308', [{ relation, target: target({ package_name: 'B A D' }) }], ['bad-package [0].target']],
    ['comptest2309', [{ relation, target: target({ sha256_cert_fingerprints: [] }) }], ['no-fingerprint [0].target']],
    [
      'comptest2310',
      [{ relation, target: target({ sha256_cert_fingerprints: [''] }) }],
      ['bad-fingerprint [0].target'],
    ],
    [
      'comptest2311',
      [{ relation, target: target({ sha256_cert_fingerprints: ['B A D'] }) }],
      ['bad-fingerprint [0].target'],
    ],
    [
      'comptest2312',
      [{ relation, target: target({ sha256_cert_fingerprints: [print.toLowerCase()] }) }],
      ['bad-fingerprint [0].target'],
    ],
    [
      'comptest2313',
      [{ relation, target: target({ sha256_cert_fingerprints: [print.replace('14:6D', 'GG:HH')] }) }],
      ['bad-fingerprint [0].target'],
    ],
    [
      'comptest2314',
      [{ relation, target: target({ sha256_cert_fingerprints: [print.slice(3)] }) }],
      ['bad-fingerprint [0].target'],
    ],
    ['comptest5006', [{ include: 'http://x.example/a.json' }], ['include-not-https [0].include']],
  ])('%s: %j', (_, file, findings) => expect(codes(file)).toEqual(findings));

  it.each([
    ['comptest2101', relation[0], []],
    ['comptest2102', 'delegate_permission/write_on_the_walls', []],
    ['comptest2103', 'delegate_permission/org.digitalassetlinks.write_on_the_walls', []],
    ['comptest2104', 'navigate/yellow_brick_road', []],
    ...[
      ['comptest2107', ''],
      ['comptest2109', {}],
      ['comptest2110', 'delegate_permission/*'],
      ['comptest2111', 'INVALID_KIND/write_on_the_walls'],
      ['comptest2112', '/write_on_the_walls'],
      ['comptest2113', '/'],
      ['comptest2114', 'write_on_the_walls'],
      ['comptest2116', 'delegate_permission/write_on_the_walls/foo'],
      ['comptest2117', 'delegate_permission,write_on_the_walls'],
      ['comptest2118', 'delegate_permission/'],
      ['comptest2119', 'delegate_permission/write on the walls'],
      ['comptest2121', 'delegate_permission/write_on_the_walls!'],
      ['comptest2122', 'delegate_permission/write_on_the_WALLS'],
      ['comptest2123', 'delegate_permission/write_on_the_walls '],
    ].map(([group, name]) => [group, name, ['bad-relation [0].relation']] as const),
  ] as const)('%s: relation %j', (_, name, findings) => {
    expect(codes([{ relation: [name], target: web }])).toEqual(findings);
  });

  it('comptest2003: keep the statements beside an invalid one', () => {
    expect(apps([{ relation, target: web }, {}, { relation, target: target() }])).toEqual([
      'org.digitalassetlinks.example',
    ]);
  });

  it('comptest5001 to 5005: give included files to whoever fetches them', () => {
    const include = (name: string) => ({ include: `https://x.example/${name}.json` });
    const file = readAndroidFile(
      JSON.stringify([include('a'), { relation, target: target() }, include('b'), include('a')]),
    );
    expect(file.includes).toEqual(['https://x.example/a.json', 'https://x.example/b.json']);
    expect(file.apps.length).toBe(1);
    expect(maxIncludeDepth).toBe(10);
  });
});

describe('an assetlinks.json file', () => {
  it('names apps with their certificates, and no app that may do something else', () => {
    expect(readAndroidFile(JSON.stringify([{ relation, target: target() }])).apps).toEqual([
      { packageName: 'org.digitalassetlinks.example', fingerprints: [print] },
    ]);
    expect(apps([{ relation: ['delegate_permission/common.get_login_creds'], target: target() }])).toEqual([]);
  });

  it.each<readonly [unknown, readonly string[]]>([
    [[5], ['wrong-type [0]']],
    [[{ relation: 'x', target: target() }], ['wrong-type [0].relation']],
    [[{ relation: ['no kind'], target: target() }], ['bad-relation [0].relation']],
    [[{ include: 5 }], ['wrong-type [0].include']],
    [[{ include: 'not an address' }], ['include-not-https [0].include']],
    [[{ relation, target: target(), relation_extensions: [] }], ['wrong-type [0].relation_extensions']],
    [
      [{ relation, target: target(), relation_extensions: extended({}) }],
      [`wrong-type [0].relation_extensions.${relation[0]}.dynamic_app_link_components`],
    ],
    [
      [{ relation, target: target(), relation_extensions: extended([{ '?': 'a=b' }]) }],
      [`wrong-type [0].relation_extensions.${relation[0]}.dynamic_app_link_components[0].?`],
    ],
    [
      [{ relation, target: target(), relation_extensions: extended([{ '/': '/x', caseSensitive: false }]) }],
      [`unknown-key [0].relation_extensions.${relation[0]}.dynamic_app_link_components[0]`],
    ],
  ])('that is wrong somewhere has a named finding: %j', (file, findings) => expect(codes(file)).toEqual(findings));
});
