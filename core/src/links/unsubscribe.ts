import { type Finding, finding } from './findings.ts';
import { footerAddresses, footerPhrases, footerSegments, footerTags } from './unsubscribe.data.ts';
import type { Address, Parameter } from './url/address.ts';
import { shapeFinder } from './url/shapes.ts';

const knownAddress = shapeFinder(footerAddresses);
const footerPhrase = new RegExp(Object.values(footerPhrases).flat().join('|'), 'iu');

const maxPhraseLength = 120;
const footerRel = /(?:^|\s)(?:unsubscribe|opt-?out)(?:\s|$)/i;
/** Path segments of editorial content, whose pages are about a topic and do not perform it. */
const articles =
  /^(?:blogs?|news|articles?|help|hilfe|support|kb|faqs?|docs?|guides?|wiki|magazin(?:e|es)?|stories|story|learn|academy|resources?|tips|how-?to|ratgeber|aide|ayuda)$/i;
/** A slug of four words or more is a headline. */
const headline = /^[^-_]+(?:[-_][^-_]+){3,}$/;
const opaque = /^(?=.*\d)[\w.~=-]{8,}$/;
const fileEnding = /\.(?:html?|php|aspx?|jsp|cgi)$/;
const actionNames = /^(?:action|act|do|cmd|mode|task|op|page|event|type|a|p)$/i;

/** A link for unsubscribing, changing preferences or viewing the mail in a browser. */
export function unsubscribe(
  address: Address,
  text: string | undefined,
  attributes: ReadonlyMap<string, string> | undefined,
): Finding | undefined {
  const { segments, parameters } = address;
  const found =
    saysRel(attributes) ||
    knownAddress(address) !== undefined ||
    ((hasFooterSegment(segments) ||
      parameters.some(isFooterParameter) ||
      (leadsToOneReader(address) && saysFooterPhrase(text))) &&
      !isArticle(segments));
  return found ? finding('unsubscribe') : undefined;
}

/** The same for a link whose address the sending system fills in. */
export function unsubscribeTag(tag: string): Finding | undefined {
  return footerTags.test(tag) ? finding('unsubscribe') : undefined;
}

function saysRel(attributes: ReadonlyMap<string, string> | undefined): boolean {
  const rel = attributes?.get('rel');
  return rel !== undefined && footerRel.test(rel);
}

function isArticle(segments: readonly string[]): boolean {
  return segments.some((segment) => articles.test(segment) || headline.test(segment));
}

function hasFooterSegment(segments: readonly string[]): boolean {
  return segments.some((segment) => {
    if (segment === '') return false;
    const word = segment.toLowerCase();
    return footerSegments.has(word.includes('.') ? word.replace(fileEnding, '') : word);
  });
}

function isFooterParameter([name, value]: Parameter): boolean {
  return footerSegments.has(name.toLowerCase()) || (actionNames.test(name) && footerSegments.has(value.toLowerCase()));
}

function saysFooterPhrase(text: string | undefined): boolean {
  return text !== undefined && text.length <= maxPhraseLength && footerPhrase.test(text.normalize('NFC'));
}

/** The address identifies a recipient: by a parameter's value or an opaque path segment. */
function leadsToOneReader({ segments, parameters }: Address): boolean {
  return (
    parameters.some(([name, value]) => value !== '' && !name.startsWith('utm_')) ||
    segments.some((segment) => opaque.test(segment))
  );
}
