import { asBrowsersRead } from '../links/characters.ts';
import { decodeAttributeValue, type Quote } from '../mail/attribute.ts';
import { findMergeTags, isValueTag } from '../mail/merge-tags.ts';

const none: readonly string[] = [];
const needsQuotes = /[ \t\n\f\r>]/;
const unfitForRecipients = /["'\p{Cc}]|--!?>/u;

/**
 * The tags of a link as its author spelt them, entities and all, since a sending system works on the source: they have to
 * reach it letter by letter. Undefined where they cannot: what a reader takes for a tag is none in the source, or a
 * quote in a value without quotes leaves no way to put quotes around it.
 */
export function tagsAsWritten(raw: string, quote: Quote, tags: readonly string[]): readonly string[] | undefined {
  const written = findMergeTags(raw).map(({ start, end }) => raw.slice(start, end));
  const same =
    written.length === tags.length &&
    written.every((tag, index) => asBrowsersRead(decodeAttributeValue(tag)) === tags[index]);
  return same && !(quote === '' && /["']/.test(raw)) ? written : undefined;
}

/** Whether a text is one whole merge tag that stands for a value and holds nothing that would end an attribute or a comment. */
export function isRecipientTag(text: string): boolean {
  const [found] = findMergeTags(text);
  if (found === undefined || found.start !== 0 || found.end !== text.length) return false;
  return isValueTag(text, found) && !unfitForRecipients.test(text);
}

/** Parameters of a wrapped link: `r` for the recipient, numbers for the slots of its destination. */
export function parametersOf(recipientTag: string | undefined, tags: readonly string[] = none): readonly string[] {
  if (recipientTag === undefined && tags.length === 0) return none;
  const values = tags.map((tag, index) => `${index + 1}=${tag}`);
  return recipientTag === undefined ? values : [`r=${recipientTag}`, ...values];
}

/** An attribute's value with parameters at its end; one without quotes gets some when a tag holds white space or `>`. */
export function withParameters(value: string, parameters: readonly string[], quote: Quote): string {
  if (parameters.length === 0) return value;
  const whole = `${value}?${parameters.join('&amp;')}`;
  return quote === '' && needsQuotes.test(whole) ? `"${whole}"` : whole;
}
