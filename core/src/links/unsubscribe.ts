import { type Finding, finding } from './findings.ts';
import { emptyPhrases, footerAddresses, footerPhrases, footerSegments, footerTags } from './unsubscribe.data.ts';
import type { Address, Parameter } from './url/address.ts';
import { shapeFinder } from './url/shapes.ts';
import { asRead, plain } from './visible-text.ts';

const knownAddress = shapeFinder(footerAddresses);
/** Languages that write without spaces, or join words to others. */
const joined =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Script=Arabic}|\p{Script=Hebrew}/u;
const phrases = Object.values(footerPhrases).flat();
const footerPhrase = phrasePattern(phrases);
/** The longest piece of each, without looking at where words end: rules out most texts in a fraction of the time. */
const pieceOfPhrase = new RegExp([...new Set(phrases.map(longestPiece))].join('|'), 'iu');

const maxPhraseLength = 200;
const bareAddress = String.raw`(?:https?:\/\/|www\.)\S*`;
const emptyPhrase = new RegExp(
  String.raw`^(?:[^\p{L}\p{N}]*(?:${emptyPhrases.join('|')})[^\p{L}\p{N}]*|${bareAddress})$`,
  'iu',
);
/** The same for most texts, in a fraction of the time. */
const emptyPlain = new RegExp(
  String.raw`^(?:[\W_]*(?:${emptyPhrases.filter((one) => plain.test(one)).join('|')})[\W_]*|${bareAddress})$`,
  'i',
);
const footerRel = /(?:^|\s)(?:unsubscribe|opt-?out)(?:\s|$)/i;
/** Path segments of editorial content, whose pages are about a topic and do not perform it. */
const articles =
  /^(?:blogs?|news|articles?|help|hilfe|support|kb|faqs?|docs?|guides?|wiki|magazin(?:e|es)?|stories|story|learn|academy|resources?|tips|how-?to|ratgeber|aide|ayuda)$/i;
/** A slug of four words or more is a headline. */
const headline = /^[^-_]+(?:[-_][^-_]+){3,}$/;
const opaque = /^(?=.*\d)(?:[\w.~=-]{8,}|(?=.*[a-z])\w{6,})$/i;
/** What follows a word in a segment: the ending of a program, of whatever kind, or parameters. */
const ending = /[.;].*/;
/** Not a program but something about the topic. */
const fileAboutIt = /\.(?:css|js|json|pdf|png|jpe?g|gif|svg|webp|mp[34]|zip|docx?|xml|txt)$/;
const actionNames = /^(?:action|act|do|cmd|mode|task|op|page|event|type|a|p)$/i;

/** A link for unsubscribing, changing preferences or viewing the mail in a browser. */
export function unsubscribe(
  address: Address,
  text: string | undefined,
  attributes: ReadonlyMap<string, string> | undefined,
  beside?: string,
): Finding | undefined {
  const { segments, parameters } = address;
  const found =
    saysRel(attributes) ||
    knownAddress(address) !== undefined ||
    ((hasFooterSegment(segments) ||
      parameters.some(isFooterParameter) ||
      (leadsToOneReader(address) && (saysFooterPhrase(text) || saysFooterPhrase(beside)))) &&
      !isArticle(segments));
  return found ? finding('unsubscribe') : undefined;
}

/** Whether the text of a link says nothing by itself, as “here” and its own address do, so that the words beside it count. */
export function saysNothing(text: string): boolean {
  return plain.test(text) ? emptyPlain.test(text) : emptyPhrase.test(asRead(text));
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
    return footerSegments.has(fileAboutIt.test(word) ? word : word.replace(ending, ''));
  });
}

function isFooterParameter([name, value]: Parameter): boolean {
  return footerSegments.has(name.toLowerCase()) || (actionNames.test(name) && footerSegments.has(value.toLowerCase()));
}

function saysFooterPhrase(text: string | undefined): boolean {
  return text !== undefined && text.length <= maxPhraseLength && isFooterPhrase(asRead(text));
}

function isFooterPhrase(words: string): boolean {
  return pieceOfPhrase.test(words) && footerPhrase.test(words);
}

function longestPiece(phrase: string): string {
  return phrase.split(/ … | /).reduce((one, other) => (other.length > one.length ? other : one));
}

/** A pattern of these phrases as whole words; spaces in a phrase may be any white space, and `…` any few words. */
function phrasePattern(phrases: readonly string[]): RegExp {
  const patterns = phrases.map((phrase) =>
    phrase.replaceAll(' … ', String.raw`(?:\s+\S+){0,8}?\s+`).replaceAll(/ (?!…)/g, String.raw`\s+`),
  );
  const isJoined = (pattern: string) => joined.test(pattern);
  const apart = patterns.filter((pattern) => !isJoined(pattern)).join('|');
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:${apart})(?![\p{L}\p{N}])|${patterns.filter(isJoined).join('|')}`,
    'iu',
  );
}

/** The address identifies a recipient: by a parameter's value or an opaque path segment. */
function leadsToOneReader({ segments, parameters }: Address): boolean {
  return (
    parameters.some(([name, value]) => value !== '' && !name.startsWith('utm_')) ||
    segments.some((segment) => opaque.test(segment))
  );
}
