import { describe, expect, it } from 'vitest';
import { explainAppRefusal } from '../../sentences/explain-app.ts';
import * as printed from './fingerprints.testing.ts';
import { findFingerprints } from './fingerprints.ts';
import { readApp } from './read-app.ts';

const [team, bundle, name] = ['ABCDE12345', 'com.brand.shop', 'com.brand.shop'];
const digits = '14:6D:E9:83:C5:73:06:50:D8:EE:B9:95:2F:34:FC:64:16:A0:83:42:E6:1D:BE:A8:8A:04:96:B2:3F:CF:44:E5';
const ios = (teamId: string, bundleId: string) => readApp({ system: 'ios', teamId, bundleId });
const android = (packageName: string, ...fingerprints: string[]) =>
  readApp({ system: 'android', packageName, fingerprints });
const reasonOf = (read: ReturnType<typeof readApp>) => (read.ok ? 'accepted' : read.reason);

describe('an app for iOS', () => {
  it('is known by team id and bundle id', () => {
    expect(ios(` ${team} `, `${bundle}\n`)).toEqual({
      ok: true,
      app: { system: 'ios', app: 'ABCDE12345.com.brand.shop', fingerprints: [] },
    });
  });

  it.each([
    [team, bundle, 'accepted'],
    [team, 'com.Brand-1.shop2.x', 'accepted'],
    ['', bundle, 'team-id'],
    ['ABCDE1234', bundle, 'team-id'],
    ['ABCDE123456', bundle, 'team-id'],
    ['abcde12345', bundle, 'team-id'],
    ['ABCDE1234Ä', bundle, 'team-id'],
    ['ABCDE1234\n5', bundle, 'team-id'],
    [`${team}.${bundle}`, bundle, 'team-id'],
    [team, '', 'bundle-id'],
    [team, 'shop', 'bundle-id'],
    [team, 'com..shop', 'bundle-id'],
    [team, '.com.shop', 'bundle-id'],
    [team, 'com.shop.', 'bundle-id'],
    [team, 'com.my-app-', 'accepted'],
    [team, '-.-', 'bundle-id'],
    [team, 'com.-', 'bundle-id'],
    [team, '--.shop', 'bundle-id'],
    [team, 'com.brand.*', 'bundle-id'],
    [team, 'com.brand_shop', 'bundle-id'],
    [team, 'com.brand shop', 'bundle-id'],
    [team, 'com.bränd.shop', 'bundle-id'],
    [team, `com.${'a'.repeat(255)}`, 'bundle-id'],
    [team, `${team}.${bundle}`, 'team-in-bundle-id'],
  ])('of team %j and bundle %j: %s', (teamId, bundleId, reason) => {
    expect(reasonOf(ios(teamId, bundleId))).toBe(reason);
  });
});

describe('an app for Android', () => {
  it.each([
    digits,
    digits.toLowerCase(),
    digits.replaceAll(':', ''),
    digits.replaceAll(':', '').toLowerCase(),
    `  ${digits}\n`,
    `SHA256: ${digits}`,
    `SHA-256:${digits.toLowerCase()}`,
  ])('has a fingerprint in one form, however it was written: %j', (fingerprint) => {
    expect(android(name, fingerprint)).toEqual({
      ok: true,
      app: { system: 'android', app: name, fingerprints: [digits] },
    });
  });

  it('has each of several fingerprints once', () => {
    const other = digits.replace('14:', '15:');
    const read = android(name, digits, '', other, digits.toLowerCase());
    expect(read.ok && read.app.fingerprints).toEqual([digits, other]);
  });

  it.each([
    [name, [digits], 'accepted'],
    ['com.brand_2.Shop', [digits], 'accepted'],
    ['', [digits], 'package-name'],
    ['shop', [digits], 'package-name'],
    ['com.2brand', [digits], 'package-name'],
    ['com._brand', [digits], 'package-name'],
    ['com.brand-shop', [digits], 'package-name'],
    ['com..brand', [digits], 'package-name'],
    ['com.brand.', [digits], 'package-name'],
    ['com.bränd', [digits], 'package-name'],
    [`com.${'a'.repeat(255)}`, [digits], 'package-name'],
    [name, [], 'no-fingerprint'],
    [name, [' '], 'no-fingerprint'],
    [name, ['x'], 'fingerprint'],
    [name, [digits.slice(0, -1)], 'fingerprint'],
    [name, [`${digits}:E5`], 'fingerprint'],
    [name, [digits.replace('14', '1G')], 'fingerprint'],
    [name, [digits, digits.replace('14', '1G')], 'fingerprint'],
    [name, ['z'.repeat(64)], 'fingerprint'],
    [name, ['a'.repeat(40)], 'sha-1-fingerprint'],
    [name, [`SHA1: ${digits.slice(0, 59)}`], 'sha-1-fingerprint'],
    [name, Array.from({ length: 11 }, (_, n) => digits.replace('14', String(10 + n))), 'too-many-fingerprints'],
  ])('named %j with %j: %s', (packageName, fingerprints, reason) => {
    expect(reasonOf(android(packageName, ...fingerprints))).toBe(reason);
  });
});

describe('an app that is refused', () => {
  it('for a SHA-1 fingerprint hears what a right one looks like', () => {
    const refused = android(name, printed.opensslSha1);
    if (refused.ok) throw new Error('It was accepted.');
    const { advice } = explainAppRefusal(refused, 'de');
    expect(findFingerprints(advice)).toEqual([digits]);
    expect(advice).toContain('openssl x509 -in <Datei> -noout -fingerprint -sha256');
  });

  it('is refused in a sentence that shows what was entered', () => {
    const refused = ios('abcde12345', bundle);
    if (refused.ok) throw new Error('It was accepted.');
    expect(explainAppRefusal(refused)).toMatchObject({
      title: 'Not a team ID',
      explanation:
        '“abcde12345” is no team ID. A team ID has ten characters, capital letters and digits, such as ABCDE12345.',
    });
    expect(explainAppRefusal({ ...refused, value: '' }, 'de').explanation).toMatch(/^Eine Team-ID hat zehn Zeichen/);
    expect(explainAppRefusal({ ...refused, value: 'x'.repeat(5000) }).explanation.length).toBeLessThan(250);
  });
});
