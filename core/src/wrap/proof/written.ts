import { asBrowsersRead } from '../../links/characters.ts';
import { tagSystems } from '../../links/merge-tags/own-tags.ts';
import { parametersAdded } from '../../links/utm/utm.ts';
import { decodeAttributeValue, encodeAttributeValue, type Quote } from '../../mail/attribute.ts';
import { findMergeTags } from '../../mail/merge-tags.ts';
import { pixelMarkup } from '../../mail/pixel/pixel.ts';
import { maxUrlLength } from '../../tokens/destination-template.ts';
import type { TokenKind } from '../../tokens/token.ts';
import { linkInText } from '../addresses.ts';
import { isRecipientTag, parametersOf, withParameters } from '../carried-tags.ts';

/** A token as it stands in a mail. */
export interface WrittenToken {
  readonly kind: TokenKind;
  /** Scheme and authority of the wrapped link or pixel. */
  readonly origin: string;
  readonly token: string;
  /** The merge tag that a sending system replaces by the recipient's id. */
  readonly recipientTag?: string;
}

/** A wrapped link or a pixel in a mail, with all that `render` writes of it. */
export interface Written {
  readonly text: string;
  readonly token: WrittenToken;
}

/** A link with parameters that stands in a mail, and their names. */
export interface WrittenParameters {
  readonly text: string;
  readonly parameters: readonly string[];
}

/** A link of the mail before: where a wrapped one may be in its place. */
export interface LinkValue {
  readonly raw: string;
  /** `none`: in a text. */
  readonly quote: Quote | 'none';
}

const linkHere = /(https?:\/\/[^\s/"'<>&]+)\/([ac])\/([\w-]+)/y;
const pixelHere = /<(amp-)?img src="((https?:\/\/[^\s/"'<>&]+)\/o\/([\w-]+)\.gif)/y;
const recipientParameter = '?r=';
/** What a template's parameters are named like. */
const parameterName = /^[\w.~-]+$/;
/** A URL that is longer is no destination; in a mail its characters may be written as references. */
const maxValueLength = 6 * maxUrlLength;
/** A recipient's merge tag that is longer is not recognised, so that time stays linear. */
const maxTagLength = 256;

/** The wrapped link that stands at a place of a mail instead of a value; undefined for anything that `render` does not write. */
export function wrappedLinkAt(mail: string, at: number, { raw, quote }: LinkValue): Written | undefined {
  // A merge tag with white space causes an unquoted value to be quoted.
  linkHere.lastIndex = quote === '' && mail[at] === '"' ? at + 1 : at;
  const [link, origin, kind, token] = linkHere.exec(mail) ?? [];
  if (link === undefined || origin === undefined || token === undefined) return undefined;
  const recipientTag = recipientTagAt(mail, linkHere.lastIndex);
  const ways =
    quote === 'none'
      ? [linkInText(link, recipientTag)]
      : [tagsIn(raw), []].flatMap((tags) => withTags(link, parametersOf(recipientTag, tags), quote));
  const text = ways.find((way) => mail.startsWith(way, at));
  return text === undefined
    ? undefined
    : { text, token: { kind: kind === 'a' ? 'a' : 'c', origin, token, ...(recipientTag && { recipientTag }) } };
}

/** A link that got parameters instead of being wrapped, at a place of a mail; undefined for anything else. */
export function parametersAt(mail: string, at: number, { raw, quote }: LinkValue): WrittenParameters | undefined {
  if (quote === 'none') return undefined;
  const plain = URL.parse(asBrowsersRead(decodeAttributeValue(raw)))?.href;
  if (plain === undefined) return undefined;
  const [text] = valueHere(quote).exec(mail.slice(at, at + maxValueLength)) ?? [''];
  const url = decodeAttributeValue(text);
  const added = parametersAdded(plain, url);
  if (added === undefined || !added.every(({ name }) => parameterName.test(name))) return undefined;
  if (encodeAttributeValue(url, quote) !== text) return undefined;
  return { text, parameters: added.map(({ name }) => name) };
}

function valueHere(quote: Quote): RegExp {
  if (quote === '') return /^[^\s>]+/;
  return quote === '"' ? /^[^"]+/ : /^[^']+/;
}

/** The pixel at a place of a mail. */
export function pixelAt(mail: string, at: number): (Written & { readonly amp: boolean }) | undefined {
  pixelHere.lastIndex = at;
  const [matched = '', ampPrefix, address = '', origin = '', token = ''] = pixelHere.exec(mail) ?? [];
  if (matched === '') return undefined;
  const amp = ampPrefix !== undefined;
  const recipientTag = recipientTagAt(mail, at + matched.length);
  const ways = withTags(address, parametersOf(recipientTag), '"').map((way) => pixelMarkup(way, amp));
  const text = ways.find((way) => mail.startsWith(way, at));
  if (text === undefined) return undefined;
  return { text, token: { kind: 'o', origin, token, ...(recipientTag && { recipientTag }) }, amp };
}

/** An address with parameters, as it is written now and as earlier versions wrote it: not closed. */
function withTags(address: string, parameters: readonly string[], quote: Quote): readonly string[] {
  const ways = parameters.length === 0 ? [parameters] : [parameters, parameters.slice(0, -1)];
  return ways.map((way) => withParameters(address, way, quote));
}

function recipientTagAt(mail: string, at: number): string | undefined {
  if (!mail.startsWith(recipientParameter, at)) return undefined;
  const start = at + recipientParameter.length;
  const [first] = tagsIn(mail.slice(start, start + maxTagLength));
  return first !== undefined && mail.startsWith(first, start) && isRecipientTag(first) ? first : undefined;
}

function tagsIn(text: string): readonly string[] {
  return findMergeTags(text, tagSystems).map(({ start, end }) => text.slice(start, end));
}
