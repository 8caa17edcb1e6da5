import { describe, expect, it } from 'vitest';
import * as de from './de.ts';
import * as en from './en.ts';
import { languageFor, translator } from './translator.ts';

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

describe('the words of components', () => {
  const parametersOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

  it.each([
    ['words', en.words, de.words],
    ['states', en.states, de.states],
  ] as const)('have the same parameters in both languages: %s', (_, english, german: Record<string, string>) => {
    for (const [key, text] of Object.entries(english))
      expect(parametersOf(german[key] ?? '')).toEqual(parametersOf(text));
  });
});
