import type { Language } from '@waymark/core';
import type * as en from './en.ts';

/** The texts of one language, by key. */
export type Texts<Key extends string> = Readonly<Record<Key, string>>;

/** The text for a key, with `{name}` replaced by the value of that name. */
export type Translate<Key extends string> = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

/** The translator that a component of this package is given. */
export type TranslateWords = Translate<keyof typeof en.words>;

/** The supported language that best matches a browser's language tag. */
export function languageFor(tag: string): Language {
  return tag.toLowerCase().split(/[-_]/)[0] === 'de' ? 'de' : 'en';
}

/**
 * A translator for one language. When the value `count` is 1, `<key>.one` is used if it exists: English and German have one
 * plural, for every other number.
 */
export function translator<Key extends string>(texts: Texts<Key>): Translate<Key> {
  const table: Readonly<Record<string, string>> = texts;
  return (key, values = {}) => {
    const text = (values['count'] === 1 ? table[`${key}.one`] : undefined) ?? table[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (parameter, name: string) => String(values[name] ?? parameter));
  };
}
