import { describe, expect, it } from 'vitest';
import * as de from './de.ts';
import * as en from './en.ts';
import { languageFor, translator } from './t.ts';

describe('languageFor', () => {
  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['DE_ch', 'de'],
    ['en-GB', 'en'],
    ['fr', 'en'],
    ['', 'en'],
  ])('%j is read in %s', (tag, language) => expect(languageFor(tag)).toBe(language));
});

describe('translator', () => {
  const t = translator({ hello: 'Hello {name}, {name}!', link: '{count} links', 'link.one': 'one link' });

  it('fills every parameter that has a value and leaves the others visible', () => {
    expect(t('hello', { name: 'Ada' })).toBe('Hello Ada, Ada!');
    expect(t('hello')).toBe('Hello {name}, {name}!');
  });

  it('uses the singular where there is one', () => {
    expect(t('link', { count: 1 })).toBe('one link');
    expect(t('link', { count: 2 })).toBe('2 links');
    expect(t('hello', { count: 1, name: 'Ada' })).toBe('Hello Ada, Ada!');
  });
});

describe('the texts', () => {
  const parametersOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
  const sources = import.meta.glob<string>('../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });
  const code = Object.entries(sources)
    .filter(([path]) => !/\.test\.|\/(?:en|de)\.ts$/.test(path))
    .map(([, text]) => text)
    .join('\n');
  /** Keys that are put together from a value: t(`status.${status}`). */
  const prefixes = [...code.matchAll(/`([\w.]+\.)\$\{/g)].map(([, prefix = '']) => prefix);

  describe.each([
    ['panel', en.panel, de.panel],
    ['pages', en.pages, de.pages],
  ] as const)('of the %s', (_, english: Record<string, string>, german: Record<string, string>) => {
    it('have the same parameters in both languages', () => {
      const different = Object.entries(english).filter(
        ([key, text]) => `${parametersOf(german[key] ?? '')}` !== `${parametersOf(text)}`,
      );
      expect(different).toEqual([]);
    });

    it('are all used', () => {
      const unused = Object.keys(english)
        .map((key) => key.replace(/\.one$/, ''))
        .filter((key) => !code.includes(`'${key}'`) && !prefixes.some((prefix) => key.startsWith(prefix)));
      expect(unused).toEqual([]);
    });
  });
});
