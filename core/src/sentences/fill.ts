import type { Sentence } from './types.ts';

const optional = /\[\[(.*?)\]\]/g;
const variable = /\{(\w+)\}/g;

/**
 * Fills `{name}` from details. A part in double square brackets is dropped when one of its variables has no value;
 * elsewhere a missing value becomes an empty string, so that readers never see a brace.
 */
export function fill(sentence: Sentence, details: Readonly<Record<string, string>> = {}): Sentence {
  return {
    title: fillText(sentence.title, details),
    explanation: fillText(sentence.explanation, details),
    advice: fillText(sentence.advice, details),
  };
}

/** The same for a single text. */
export function fillText(template: string, details: Readonly<Record<string, string>>): string {
  const complete = (part: string) => [...part.matchAll(variable)].every(([, name]) => detail(details, name) !== '');
  return template
    .replace(optional, (_, part: string) => (complete(part) ? part : ''))
    .replace(variable, (_, name: string) => detail(details, name));
}

function detail(details: Readonly<Record<string, string>>, name = ''): string {
  return Object.hasOwn(details, name) ? (details[name] ?? '') : '';
}
