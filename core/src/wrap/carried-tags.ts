import { asBrowsersRead } from '../links/characters.ts';
import { tagSystems } from '../links/merge-tags/own-tags.ts';
import { decodeAttributeValue, type Quote } from '../mail/attribute.ts';
import { findMergeTags, isValueTag } from '../mail/merge-tags.ts';

const none: readonly string[] = [];
const needsQuotes = /[ \t\n\f\r>]/;
const unfitForRecipients = /["'\p{Cc}]|--!?>/u;

/**
 * The tags of a link in their original spelling, including entities, since sending systems work on the source and have
 * to find them unchanged. Undefined if that is impossible: a tag exists only after decoding, or a quote in an unquoted
 * value makes it impossible to quote the value.
 */
export function tagsAsWritten(raw: string, quote: Quote, tags: readonly string[]): readonly string[] | undefined {
  const written = findMergeTags(raw, tagSystems).map(({ start, end }) => raw.slice(start, end));
  const same =
    written.length === tags.length &&
    written.every((tag, index) => asBrowsersRead(decodeAttributeValue(tag)) === tags[index]);
  return same && !(quote === '' && /["']/.test(raw)) ? written : undefined;
}

/** Whether a text is exactly one value tag, without anything that would end an attribute or a comment. */
export function isRecipientTag(text: string): boolean {
  const [found] = findMergeTags(text, tagSystems);
  if (found === undefined || found.start !== 0 || found.end !== text.length) return false;
  return isValueTag(text, found) && !unfitForRecipients.test(text);
}

/**
 * Parameters of a wrapped link: `r` for the recipient id, numbers for the slots of its destination, and `t` behind them,
 * so that a `&` in the values that will be filled in ends none of them.
 */
export function parametersOf(recipientTag: string | undefined, tags: readonly string[] = none): readonly string[] {
  if (recipientTag === undefined && tags.length === 0) return none;
  const values = tags.map((tag, index) => `${index + 1}=${tag}`);
  return [...(recipientTag === undefined ? none : [`r=${recipientTag}`]), ...values, 't'];
}

/** An attribute's value with parameters appended; an unquoted one is quoted if a tag contains white space or `>`. */
export function withParameters(value: string, parameters: readonly string[], quote: Quote): string {
  if (parameters.length === 0) return value;
  const whole = `${value}?${parameters.join('&amp;')}`;
  return quote === '' && needsQuotes.test(whole) ? `"${whole}"` : whole;
}
