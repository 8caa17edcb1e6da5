import { words } from '@waymark/ui/words/en.ts';
import { describe, expect, it } from 'vitest';
import * as de from './de.ts';
import * as en from './en.ts';

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
        .filter((key) => !(key in words))
        .filter((key) => !code.includes(`'${key}'`) && !prefixes.some((prefix) => key.startsWith(prefix)));
      expect(unused).toEqual([]);
    });
  });
});
