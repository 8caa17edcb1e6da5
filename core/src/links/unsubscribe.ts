import { type Finding, finding } from './findings.ts';
import { entriesFor, hostTable } from './host-table.ts';
import { footerAddresses, footerPhrases, footerSegments, footerTags } from './unsubscribe.data.ts';

const addressesByHost = hostTable(footerAddresses);
const addressesByPath = footerAddresses.filter((address) => address.hosts === undefined);
const phrases = Object.values(footerPhrases).flat();

const longestPhrase = 120;
/** Folders in which pages write about things instead of doing them. */
const articles =
  /^(?:blogs?|news|articles?|help|hilfe|support|kb|faqs?|docs?|guides?|wiki|magazin(?:e|es)?|stories|story|learn|academy|resources?|tips|how-?to|ratgeber|aide|ayuda)$/i;
/** A slug of four words or more is a headline. */
const headline = /^[^-_]+(?:[-_][^-_]+){3,}$/;
const opaque = /^(?=.*\d)[\w.~=-]{8,}$/;
const fileEnding = /\.(?:html?|php|aspx?|jsp|cgi)$/;
const actionNames = /^(?:action|act|do|cmd|mode|task|op|page|event|type|a|p)$/i;

/** A link for leaving the list, changing preferences or seeing the mail in a browser. */
export function unsubscribe(
  url: URL,
  text: string | undefined,
  attributes: ReadonlyMap<string, string> | undefined,
): Finding | undefined {
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const found =
    saysRel(attributes) ||
    isKnownAddress(url) ||
    (!isArticle(segments) &&
      (hasFooterSegment(segments) ||
        hasFooterParameter(url) ||
        (saysFooterPhrase(text) && leadsToOneReader(url, segments))));
  return found ? finding('unsubscribe') : undefined;
}

/** The same for a link whose address the sending system fills in. */
export function unsubscribeTag(tag: string): Finding | undefined {
  return footerTags.test(tag) ? finding('unsubscribe') : undefined;
}

function saysRel(attributes: ReadonlyMap<string, string> | undefined): boolean {
  return /(?:^|\s)(?:unsubscribe|opt-?out)(?:\s|$)/i.test(attributes?.get('rel') ?? '');
}

function isKnownAddress(url: URL): boolean {
  const path = url.pathname + url.search;
  return [...entriesFor(addressesByHost, url.hostname), ...addressesByPath].some((address) => address.path.test(path));
}

function isArticle(segments: readonly string[]): boolean {
  return segments.some((segment) => articles.test(segment) || headline.test(segment));
}

function hasFooterSegment(segments: readonly string[]): boolean {
  return segments.some((segment) => footerSegments.has(segment.toLowerCase().replace(fileEnding, '')));
}

function hasFooterParameter(url: URL): boolean {
  if (url.search.length < 2) return false;
  for (const [name, value] of url.searchParams) {
    if (footerSegments.has(name.toLowerCase())) return true;
    if (actionNames.test(name) && footerSegments.has(value.toLowerCase())) return true;
  }
  return false;
}

function saysFooterPhrase(text: string | undefined): boolean {
  if (text === undefined || text.length > longestPhrase) return false;
  const words = text.normalize('NFC').toLowerCase();
  return phrases.some((phrase) => words.includes(phrase));
}

/** The address carries something that tells one reader from another: a parameter's value or an opaque path segment. */
function leadsToOneReader(url: URL, segments: readonly string[]): boolean {
  if (segments.some((segment) => opaque.test(segment))) return true;
  if (url.search.length < 2) return false;
  for (const [name, value] of url.searchParams) {
    if (value !== '' && !name.startsWith('utm_')) return true;
  }
  return false;
}
