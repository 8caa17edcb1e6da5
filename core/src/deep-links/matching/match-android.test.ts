import { describe, expect, it } from 'vitest';
import { readAndroidFile } from '../files/android-file.ts';
import { matchAndroidFile } from './match-android.ts';

/** https://developer.android.com/training/app-links/configure-assetlinks#configure-dynamic */
function answer(rules: unknown, link: string): string | undefined {
  const relation = 'delegate_permission/common.handle_all_urls';
  const statement = {
    relation: [relation],
    target: {
      namespace: 'android_app',
      package_name: 'com.example.app',
      sha256_cert_fingerprints: [Array.from({ length: 32 }, () => 'AB').join(':')],
    },
    ...(rules === undefined ? {} : { relation_extensions: { [relation]: { dynamic_app_link_components: rules } } }),
  };
  const file = readAndroidFile(JSON.stringify([statement]));
  return matchAndroidFile(file, `https://example.com${link}`)[0]?.answer.answer;
}

describe('an Android app that a host names', () => {
  it('claims every link where there are no dynamic rules', () => expect(answer(undefined, '/x')).toBe('claims'));

  it.each([
    ['/products/1', 'opens'],
    ['/products/1?dynamic=off', 'claims'],
    ['/products/1#web', 'claims'],
    ['/legal/terms', 'claims'],
    ['/elsewhere', 'claims'],
  ])('opens what its rules allow, in their order, and claims the rest on older phones: %s %s', (link, expected) => {
    const rules = [
      { '?': { dynamic: 'off' }, exclude: true },
      { '#': 'web', exclude: true },
      { '/': '/products/legal*', exclude: true, comment: 'terms' },
      { '/': '/products/*' },
    ];
    expect(answer(rules, link)).toBe(expected);
  });

  it.each([
    [[{ '/': '*' }], '/', 'opens'],
    [[{ '/': '/a?*' }], '/ab', 'opens'],
    [[{ '/': '/a?*' }], '/a', 'claims'],
    [[{ '/': '/$(lang)' }], '/de', 'claims'],
    [[{ '/': '/$(lang)' }], '/$(lang)', 'opens'],
    // what a parameter is that the link does not have, nobody says
    [[{ '?': { a: '*' } }], '/', 'claims'],
    [[{ '?': { a: '*' } }], '/?a', 'opens'],
    [[{ '/': 5 }], '/', 'claims'],
    [[], '/', 'claims'],
  ])('%j and %s: %s', (rules, link, expected) => expect(answer(rules, link)).toBe(expected));
});
