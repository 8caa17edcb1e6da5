import { describe, expect, it } from 'vitest';
import { readAndroidFile } from '../files/android-file.ts';
import { readAppleFile } from '../files/apple-file.ts';
import { linkParts } from '../matching/link-parts.ts';
import { matchAndroidFile } from '../matching/match-android.ts';
import { matchAppleFile } from '../matching/match-apple.ts';
import { RuleMatcher } from '../matching/rule-matcher.ts';
import { walkRules } from '../matching/walk-rules.ts';
import { associationFile } from './association-files.ts';
import type { AppIdentity } from './read-app.ts';

const fingerprints = [`14:6D${':0A'.repeat(30)}`, `15:6D${':0A'.repeat(30)}`];
const apps: readonly AppIdentity[] = [
  { system: 'ios', app: 'ABCDE12345.com.brand.shop', fingerprints: [] },
  { system: 'ios', app: 'ABCDE12345.com.brand.news', fingerprints: [] },
  { system: 'android', app: 'com.brand.shop', fingerprints },
];
const [apple = '', android = ''] = (['ios', 'android'] as const).map((system) => associationFile(system, apps));

/** Links of a tracking host, and whether they open the apps. */
const links: readonly (readonly [string, boolean])[] = [
  ['/a/CAEC5ySNT48RGNu_kA', true],
  ['/a/CAEC5ySNT48RGNu_kA?r=4711&1=caf%C3%A9&t', true],
  ['/a/x#y', true],
  ['/c/CAEC5ySNT48RGNu_kA', false],
  ['/c/a/x', false],
  ['/o/CAEC5ySNT48RGNu_kA.gif', false],
  ['/', false],
  ['/ab/x', false],
  ['/A/x', false],
  ['/?/a/x', false],
  ['/#/a/x', false],
  ['/.well-known/apple-app-site-association', false],
  ['/.well-known/waymark/x', false],
];

describe("a tracking domain's file for iOS", () => {
  it('is without fault, as our own reader sees it', () => {
    const file = readAppleFile(apple);
    expect([file.isValid, file.findings]).toEqual([true, []]);
  });

  it.each(links)('lets the apps open %s: %s', (path, opens) => {
    const answers = matchAppleFile(readAppleFile(apple), `https://click.brand.com${path}`);
    expect(answers.map(({ app, answer }) => [app, answer.answer])).toEqual(
      ['ABCDE12345.com.brand.news', 'ABCDE12345.com.brand.shop'].map((app) => [app, opens ? 'opens' : 'excluded']),
    );
  });
});

describe("a tracking domain's file for Android", () => {
  it('is without fault, as our own reader sees it', () => {
    const file = readAndroidFile(android);
    expect([file.isValid, file.findings]).toEqual([true, []]);
    expect(file.apps).toMatchObject([{ packageName: 'com.brand.shop', fingerprints }]);
  });

  it.each(links)('lets the app open %s since Android 15: %s', (path, opens) => {
    const url = `https://click.brand.com${path}`;
    const file = readAndroidFile(android);
    const [{ rules = [] } = {}] = file.apps;
    const matcher = new RuleMatcher(linkParts(url)!, 'android', { left: 1e6 });
    expect(walkRules(rules, matcher).answer).toBe(opens ? 'opens' : 'excluded');
    // Before, the app itself says which links it opens.
    expect(matchAndroidFile(file, url).map(({ answer }) => answer.answer)).toEqual([opens ? 'opens' : 'claims']);
  });
});

describe('a tracking domain', () => {
  it('has the same files whatever the order of its apps', () => {
    for (const system of ['ios', 'android'] as const)
      expect(associationFile(system, apps.toReversed())).toBe(associationFile(system, apps));
  });

  it('has no file for a system without apps', () => {
    expect(associationFile('ios', [])).toBeUndefined();
    expect(associationFile('android', apps.slice(0, 2))).toBeUndefined();
  });

  it('has files below the 128 kB that Apple reads, with as many apps as it may have', () => {
    const prints = Array.from({ length: 10 }, () => fingerprints[0]!);
    for (const system of ['ios', 'android'] as const) {
      const many = Array.from({ length: 50 }, (_, n) => ({
        system,
        app: `${n}`.padEnd(266, 'x'),
        fingerprints: prints,
      }));
      expect(associationFile(system, many)?.length).toBeLessThan(128 * 1024);
    }
  });
});
