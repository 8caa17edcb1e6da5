import { findMergeTags } from '../../mail/merge-tags.ts';
import { type Finding, finding } from '../findings.ts';

const name = String.raw`[\p{L}_][\p{L}\p{N}_.:-]*`;
/** What may follow a name: more words, a default value or an argument. */
const more = (closing: string) => `(?:[ |=,/~][^${closing}]*)?`;
/** #Email#, ##ID##, #recipient:name|Friend# */
const hashes = String.raw`(#{1,3})${name}(?:\|[^#]*)?\1`;
/** Not glued to a word, as in Map$Entry and a@b. */
const apart = String.raw`(?<![\p{L}\p{N}_$@])`;
const end = String.raw`(?![\p{L}\p{N}_$@])`;
/** $FIRST_NAME$, $$NAME$$, $lookup(NAME)$ */
const dollars = String.raw`\${1,2}${name}(?:\([^()$&]*\))?\${1,2}`;
/** @EMAIL@ */
const ats = String.raw`@[A-Z][A-Z\d_.:-]*@`;
/** Around a whole segment, parameter, value or fragment. */
const before = '(?<=[/?&=#;])';
const after = '(?=$|[/?&#;])';
/** A percent-encoded byte, or the old escape of JavaScript. */
const encoded = String.raw`(?:\p{AHex}{2}|u\p{AHex}{4})`;
const guid = String.raw`\{\p{AHex}{8}-(?:\p{AHex}{4}-){3}\p{AHex}{12}\}`;
/** `a{color:red}` */
const style = String.raw`(?<=[\p{L}\p{N}_)\]])\{[a-z-]+: ?[a-z-]+\}`;
/** Words of OData, of storage containers, and of versions and stages of functions. */
const dollarWords =
  'all apply batch compute count crossjoin default deltatoken each entity expand filter format id index inlinecount it LATEST latest levels links metadata orderby ref root schemaversion search select skip skiptoken this top value web';

/** {email}, {$email}, {@email}, {=Document:EMAIL}, {field=name|Friend}, { MERGEFIELD Email }, {~email~}, {?$email?}, {(email)}, {!! $email !!} */
const braces = String.raw`\{[ $~?(!=@|]{0,4}${name}${more('{}')}[~?)]?\}`;
/** [FNAME], [user->email], [subscriber:firstname | default:reader], [FNAME%%Friend], [* data.email *], [%url:count; "a"], [!Name!] */
const brackets = String.raw`\[[-!*=%#]? ?${name}(?:(?:[ |=,/;!]|%%|->)[^[\]]*)?\]`;
/** <Name>, <<Name>>, <*name*>, <#if name> */
const angles = `<{1,2}[*#]?${name}(?:[ |=,*][^<>]*)?>{1,2}`;
/** %EMAIL%, %$email$% */
const percents = String.raw`%\$?${name}${more('%&/?#')}\$?%`;
/** ~Contact.Email~, ~~eloqua..type--a~~, ::unsubscribeUrl::, @Model.Email, @@name@@, %(name)s, «Name», =-name- */
const rare = [
  String.raw`(?<![\p{L}\p{N}_~])(?:~[A-Z][\w.]*(?:\(\d*\))?~|~~[\w.-]+~~)(?![\p{L}\p{N}_~])`,
  String.raw`(?<![\p{L}\p{N}_:])::[a-z][\w.]*::(?![\p{L}\p{N}_:])`,
  String.raw`@(?:Model|ViewBag)\.\w+|@\(\w+\.\w+\)|@@[A-Za-z]\w*@@|%\(\w+\)s`,
  '«[^«»]+»',
  '(?<=[/=])(?:-[A-Za-z][A-Za-z_]*-|--[A-Z][\\w ]*--)(?=$|[/?&#])',
].join('|');

const outsideHost = new RegExp(
  [
    `(?!${style}|${guid})${braces}`,
    // not the index in items[name]
    String.raw`(?<![\p{L}\p{N}_\]%])${brackets}`,
    angles,
    // #Email#, ##ID##, ###email###
    `${hashes}${end}`,
    // not text between two percent-encodings
    `(?!%${encoded}(?:%|[^%&/?#]*%${encoded}))${percents}`,
    `${apart}${dollars}${end}`,
    // $token, $user->id
    String.raw`${before}\$(?!(?:${dollarWords.replaceAll(' ', '|')})${after})${name}(?:->\w+)*${after}`,
    `${apart}${ats}${end}`,
    rare,
  ].join('|'),
  'gu',
);
/** No label of a host begins and ends with a hyphen: -name- */
const hyphens = String.raw`(?<=[/.])-[A-Za-z]\w*-(?=$|[.:/?#])`;
/** No host has any of these characters; an IPv6 address has two colons at least. */
const inHost = new RegExp(
  String.raw`^https?:[\\/]*(?:[^\\/?#]*?(${braces}|(?!\[[\da-f.]*:[\da-f:.]*\])${brackets}|${angles}|${percents}|${dollars}|\$${name}|${ats}(?=$|[.:/?#])|${hyphens}|${rare})|(#{1,3}\[?${name}(?:\|[^#]*)?\]?#{1,3}))`,
  'iu',
);
const atStart = new RegExp(
  String.raw`^(?:[$*#%[(]{0,3}(?:${braces}|${brackets}|${percents})|${angles}|${hashes}(?=$|[/?;,])|(?:${dollars}|\$${name}|${ats}|${rare}|#SP(?:CLICKTOVIEW|ONECLICKOPTOUT))(?=$|[/?]))`,
  'u',
);
const enclosed = new RegExp(`${braces}|${brackets}|${angles}|${percents}|${hashes}`, 'u');

/** Most links have none of the characters that such a text begins with, or only percent-encodings and a fragment. */
const sign = /[@#$%[{<~«]|::|[/=]-/;
const harmless = /^(?!.*(?:::|[/=]-))[^@#$[{<%~«]*(?:%[\da-fA-F]{2}[^@#$[{<%~«]*)*(?:#[^@#$[{<%~«]*)?$/;
const anyEncoded = /(?:%\p{AHex}{2})+/gu;

/** Hosts whose own paths begin with a dollar sign. */
const dollarHosts = new Set(['cash.app', 'cash.me']);

/** Where a text has what looks like the merge tag of a system that is not known by name. */
export interface PossibleMergeTag {
  readonly index: number;
  readonly text: string;
}

/**
 * What looks as if it is filled in for each reader, by a system that is not known by name, behind the host of a link.
 * A needless match costs an uncounted link; an overlooked one sends every reader to a page that does not exist.
 */
export function possibleMergeTag(seen: string, hostname = ''): PossibleMergeTag | undefined {
  if (!sign.test(seen) || harmless.test(seen)) return undefined;
  for (const { 0: text, index } of seen.matchAll(outsideHost)) {
    if (!(text.startsWith('$') && dollarHosts.has(hostname))) return { index, text };
  }
  return undefined;
}

/** The same as the host of a link, or part of it, where nothing but a merge tag has such characters. */
export function mergeTagInHost(seen: string): string | undefined {
  const [, found, behindSlashes] = inHost.exec(seen) ?? [];
  return found ?? behindSlashes;
}

/** The same at the very start of a link: the whole address is filled in, or its beginning. */
export function mergeTagAtStart(seen: string): string | undefined {
  return atStart.exec(seen)?.[0];
}

/** The same in an address that is not a web address, such as that of a mail. */
export function mergeTagIn(address: string): string | undefined {
  return enclosed.exec(address)?.[0];
}

/** A merge tag that an editor or a program has percent-encoded, so that no system fills it in any more. */
export function encodedMergeTag(href: string): Finding | undefined {
  if (!href.includes('%')) return undefined;
  const text = href.replace(anyEncoded, decoded);
  const [known] = findMergeTags(text);
  const tag = known === undefined ? possibleMergeTag(text)?.text : text.slice(known.start, known.end);
  return tag === undefined ? undefined : finding('encoded-merge-tag', { tag });
}

function decoded(bytes: string): string {
  try {
    return decodeURIComponent(bytes);
  } catch {
    return bytes;
  }
}
