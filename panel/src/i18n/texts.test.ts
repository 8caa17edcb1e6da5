import { words } from '@waymark/ui/words/en.ts';
import { describe, expect, it } from 'vitest';
import { texts as de } from './de.ts';
import { texts as en } from './en.ts';

const sources = import.meta.glob<string>('../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });
const code = Object.entries(sources)
  .filter(([path]) => !/\.test\.|\/(?:en|de)\.ts$/.test(path))
  .map(([, text]) => text)
  .join('\n');
/** Keys that are put together from a value: t(`status.${state}`). */
const prefixes = [...code.matchAll(/`([\w.]+\.)\$\{/g)].map(([, prefix = '']) => prefix);
const parametersOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe('the texts of the panel', () => {
  it('have the same parameters in both languages', () => {
    for (const [key, text] of Object.entries(en))
      expect(parametersOf(de[key as keyof typeof en])).toEqual(parametersOf(text));
  });

  it('are all used', () => {
    const unused = Object.keys(en)
      .map((key) => key.replace(/\.one$/, ''))
      .filter((key) => !(key in words))
      .filter((key) => !code.includes(`'${key}'`) && !prefixes.some((prefix) => key.startsWith(prefix)));
    expect(unused).toEqual([]);
  });
});
