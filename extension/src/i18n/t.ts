import type { Language } from '@waymark/core';

/** The words of one language. */
export type Table<Key extends string> = Readonly<Record<Key, string>>;

/** A text of the language; `{name}` in it is filled from the values. */
export type Translate<Key extends string> = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

/** The language of ours that fits a browser's language tag best. */
export function languageFor(tag: string): Language {
  return tag.toLowerCase().split(/[-_]/)[0] === 'de' ? 'de' : 'en';
}

/** A translator for one language's words. A value called `count` that is 1 picks `<key>.one` where there is one. */
export function translator<Key extends string>(words: Table<Key>): Translate<Key> {
  const table: Readonly<Record<string, string>> = words;
  return (key, values = {}) => {
    const text = (values['count'] === 1 ? table[`${key}.one`] : undefined) ?? table[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap));
  };
}
