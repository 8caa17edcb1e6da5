import { type Finding, finding } from './findings.ts';
import { startsWithHost } from './schemeless.ts';
import { endsWithTopLevel } from './top-level.ts';
import { readableHost } from './url/readable-host.ts';

const maxTextLength = 2048;
/** Nothing but ASCII, which is displayed as it is. */
export const plain = /^[\t\n\r -~]*$/;
const hasAddress = /\.|:\/\//;
const scheme = /^https?:\/\//i;
const around = /^[\s"'“„«<([]+|[\s"'”»>)\].,;:!?…]+$/g;
const ignorable = /\p{Default_Ignorable_Code_Point}+/gu;
const apostrophes = /[‘’ʼ]/g;
const hyphens = /[\p{Pd}\u2212\u2027]/gu;
/** `brand.com` or `Brand.com` is a host name; `ASP.NET` and `iPhone.Pro` are product names. */
const hostCase = /^.?[^\p{Lu}]*$/u;

/**
 * The link's text is itself an address, on a different host from the one the link opens: readers and spam filters
 * consider that deceptive.
 *
 * @param opens the link's host, as the URL parser gives it
 * @param behind the destination host of a scanner's link
 */
export function textMismatch(text: string | undefined, opens: string, behind?: string): Finding | undefined {
  const shown = text === undefined ? undefined : shownHost(text);
  if (shown === undefined || sameSite(shown, opens) || (behind !== undefined && sameSite(shown, behind)))
    return undefined;
  return finding('text-mismatch', { shown: readableHost(shown), opens: readableHost(opens) });
}

/** A text as its reader sees it: without characters that are not displayed, every hyphen the same. */
export function asRead(text: string): string {
  return plain.test(text)
    ? text
    : text.normalize('NFKC').replace(ignorable, '').replace(hyphens, '-').replace(apostrophes, "'");
}

function shownHost(text: string): string | undefined {
  if (text.length > maxTextLength || !hasAddress.test(text)) return undefined;
  const address = asRead(text).replace(around, '');
  if (/\s/.test(address)) return undefined;
  if (scheme.test(address)) return URL.parse(address)?.hostname;
  const host = /^[^/?#]*/.exec(address)?.[0] ?? '';
  if (
    host.includes('@') ||
    !(startsWithHost(host) && endsWithTopLevel(host)) ||
    !(hostCase.test(host) || /^www\./i.test(host))
  )
    return undefined;
  return URL.parse(`https://${address}`)?.hostname;
}

function sameSite(shown: string, opens: string): boolean {
  const a = withoutWww(shown);
  const b = withoutWww(opens);
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, '').replace(/\.$/, '');
}
