import { describe, expect, it } from 'vitest';
import { readAppleFile } from './apple-file.ts';

const app = 'ABCDE12345.com.example.app';
const links = (applinks: unknown) => JSON.stringify({ applinks });
const entry = (more: object) => links({ details: [{ appIDs: [app], ...more }] });
const codes = (text: string) => readAppleFile(text).findings.map(({ code, place }) => `${code} ${place}`.trim());

const good = {
  appIDs: [app],
  components: [{ '/': '/a', '?': { b: '*' }, '#': 'c', exclude: true, comment: 'x', caseSensitive: false }],
  defaults: { percentEncoded: false },
};

describe('an apple-app-site-association file', () => {
  it('is read without findings where it is as documented', () => {
    const file = readAppleFile(
      `\uFEFF${JSON.stringify({
        applinks: { apps: [], details: [good], defaults: {}, substitutionVariables: { food: ['pizza', 's*'] } },
        webcredentials: { apps: [app] },
      })}`,
    );
    expect(file).toEqual({
      isValid: true,
      entries: [
        {
          apps: [app],
          rules: [
            {
              path: '/a',
              query: new Map([['b', '*']]),
              fragment: 'c',
              exclude: true,
              caseSensitive: false,
              percentEncoded: false,
              isBroken: false,
            },
          ],
        },
      ],
      variables: new Map([['food', ['pizza', 's*']]]),
      findings: [],
    });
  });

  it.each([
    ['', ['not-json']],
    ['{"applinks": }', ['not-json']],
    ['{"applinks": {"details": [],}}', ['not-json']],
    ['0\u0082\u0004signed', ['not-json']],
    ['[]', ['wrong-type']],
    ['null', ['wrong-type']],
    ['{}', ['no-applinks']],
    ['{"webcredentials":{"apps":[]}}', ['no-applinks']],
    ['{"aplinks":{}}', ['unknown-key', 'no-applinks']],
    [links([]), ['wrong-type applinks']],
    [links({}), ['no-details applinks']],
    [links({ details: 'x' }), ['wrong-type applinks.details']],
    [links({ apps: [app], details: [good] }), ['apps-not-empty applinks.apps']],
    [links({ apps: {}, details: [good] }), ['wrong-type applinks.apps']],
    [links({ details: [good], paths: [] }), ['unknown-key applinks']],
    [links({ details: [good], defaults: { caseSensitive: 'no' } }), ['wrong-type applinks.defaults.caseSensitive']],
    [links({ details: [5, good] }), ['wrong-type applinks.details[0]']],
    [links({ details: { [app]: { paths: ['*'] } } }), ['details-not-a-list applinks.details']],
    [links({ details: good }), ['details-not-a-list applinks.details']],
    [links({ details: [{ components: [] }] }), ['no-app-id applinks.details[0]']],
    [links({ details: [{ appIDs: [], components: [] }] }), ['no-app-id applinks.details[0]']],
    [
      links({ details: [{ appIDs: app, components: [] }] }),
      ['wrong-type applinks.details[0].appIDs', 'no-app-id applinks.details[0]'],
    ],
    [links({ details: [{ appID: 'com', components: [] }] }), ['bad-app-id applinks.details[0]']],
    [links({ details: [{ appIDs: [5, app], components: [] }] }), ['bad-app-id applinks.details[0]']],
    [links({ details: [{ appID: '<TeamID>.com.example', components: [] }] }), ['bad-app-id applinks.details[0]']],
    [links({ details: [{ appID: app, appIDs: [app], components: [] }] }), ['two-app-keys applinks.details[0]']],
    [entry({}), ['no-rules applinks.details[0]']],
    [entry({ components: [], paths: ['*'] }), ['paths-ignored applinks.details[0]']],
    [entry({ components: {} }), ['wrong-type applinks.details[0].components']],
    [entry({ paths: '/x' }), ['wrong-type applinks.details[0].paths']],
    [entry({ paths: [5] }), ['wrong-type applinks.details[0].paths[0]']],
    [entry({ components: ['/x'] }), ['wrong-type applinks.details[0].components[0]']],
    [entry({ components: [{ '/': 5 }] }), ['wrong-type applinks.details[0].components[0]./']],
    [entry({ components: [{ '#': null }] }), ['wrong-type applinks.details[0].components[0].#']],
    [entry({ components: [{ '?': ['a'] }] }), ['wrong-type applinks.details[0].components[0].?']],
    [entry({ components: [{ '?': { flag: true } }] }), ['wrong-type applinks.details[0].components[0].?.flag']],
    [entry({ components: [{ exclude: 'yes' }] }), ['wrong-type applinks.details[0].components[0].exclude']],
    [entry({ components: [{ excludes: true }] }), ['unknown-key applinks.details[0].components[0]']],
    [entry({ components: [{ '/': '/$(shop)' }] }), ['unknown-variable applinks']],
    [entry({ components: [{ '/': '/$(alpha' }] }), ['open-variable applinks']],
    [entry({ components: [{ '?': { a: null } }] }), ['wrong-type applinks.details[0].components[0].?.a']],
    [links({ details: [], substitutionVariables: { a: 'x' } }), ['wrong-type applinks.substitutionVariables.a']],
    [links({ details: [], substitutionVariables: { a: [5] } }), ['bad-variable applinks.substitutionVariables.a']],
    [links({ details: [], substitutionVariables: { a: ['$(b)'] } }), ['bad-variable applinks.substitutionVariables.a']],
    [
      links({ details: [], substitutionVariables: { 'a(b': ['x'] } }),
      ['bad-variable applinks.substitutionVariables.a(b'],
    ],
    [
      links({ details: [], substitutionVariables: { lang: ['x'] } }),
      ['predefined-variable applinks.substitutionVariables.lang'],
    ],
  ])('that is wrong somewhere has a named finding: %s', (text, expected) => expect(codes(text)).toEqual(expected));

  it.each([
    ['', false],
    ['[]', false],
    [links([]), false],
    [links({}), false],
    ['{"aplinks":{}}', false],
    ['{"webcredentials":{"apps":[]}}', true],
    [links({ details: [] }), true],
    [links({ details: [5, good] }), true],
  ])('is usable or not as a whole: %s %s', (text, isValid) => expect(readAppleFile(text).isValid).toBe(isValid));

  it('keeps what is right beside what is wrong', () => {
    const file = readAppleFile(links({ details: [{ appIDs: [5] }, 'x', good] }));
    expect(file.entries.map(({ apps }) => apps)).toEqual([[app]]);
  });

  it('never throws, and reports no more than anybody reads', () => {
    const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
    expect(() => readAppleFile(links({ details: [] }).replace('[]', deep))).not.toThrow();
    const { findings } = readAppleFile(links({ details: Array.from({ length: 5000 }, () => 5) }));
    expect(findings.length).toBe(100);
    expect(readAppleFile('{"applinks":{"details":[],"__proto__":{"details":5}}}').isValid).toBe(true);
  });

  it('knows a broken rule behind any number of findings', () => {
    const components = Array.from({ length: 300 }, () => ({ '/': 5 }));
    const [first] = readAppleFile(entry({ components })).entries;
    expect(first?.rules?.every(({ isBroken }) => isBroken)).toBe(true);
  });
});
