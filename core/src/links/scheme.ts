import { plain } from './characters.ts';
import { type Finding, finding } from './findings.ts';
import { dangerousSchemes } from './schemes.data.ts';

const scheme = /^([a-z][a-z0-9+.-]*):/i;
const web = /^https?:/i;
const port = /^[^:]*:\d{1,5}(?:[/?#]|$)/;
/** Long enough for every dangerous scheme, including characters that disguise it. */
const prefixLength = 256;
const disguise = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}]+/gu;
/** A misspelt `https`: `htttp`, `ttps`, `htps`; the defanged form `hxxp`; and one with a word or full stop attached. */
const misspeltWeb = /^(?:(?=[hs]*t[htps]*p|[hs]*p[htps]*t)[htps]{3,8}|hxxps?|(?:www\.?|url)https?|https?[.+-])$/;
/** `url:https://…`, copied with the preceding word. */
const labelledWeb = /^(?:url|link|href|web|www):\s*(?:https?:|www\.)/i;
/** `https//`, `https ://`, `https;//`, `https：//`, `https%3A//`, `"https://`: not a scheme to a browser, but not meant as a path. */
const brokenWeb =
  /^(?:[^/?#]{0,20}[^a-z\d/?#.+-])?h\s?t\s?t\s?p\s?s?(?:[\s;.,：\\]*:?[\s;.,\\]*|%3a)(?:[\\/]{2}|%2f%2f|[\\/]:)|^:[\\/]{2}/i;

/**
 * The scheme of a link as browsers read it, lower case, or undefined if there is none (WHATWG URL, scheme state).
 * `shop.example:8080/x` and `localhost:3000` are hosts with a port to the person who wrote them, so they have none.
 */
export function schemeOf(seen: string): string | undefined {
  const found = scheme.exec(seen)?.[1]?.toLowerCase();
  if (found === undefined) return undefined;
  return (found.includes('.') || found === 'localhost') && port.test(seen) ? undefined : found;
}

/** A scheme that runs or embeds content, also when it is hidden behind control characters, white space or wide letters. */
export function dangerousScheme(seen: string): Finding | undefined {
  if (web.test(seen)) return undefined;
  const start = seen.slice(0, prefixLength);
  const prefix = plain.test(start) ? start : start.normalize('NFKC').replace(disguise, '');
  const found = scheme.exec(prefix)?.[1]?.toLowerCase();
  return found !== undefined && dangerousSchemes.has(found)
    ? finding('dangerous-scheme', { scheme: found })
    : undefined;
}

/** `htttps://…`, `https//…`, `://…`: meant as web links, but a browser would open something else or nothing. */
export function brokenScheme(seen: string): Finding | undefined {
  const found = schemeOf(seen);
  const broken = found === undefined ? brokenWeb.test(seen) : isMisspelt(found) || labelledWeb.test(seen);
  return broken ? finding('malformed', undefined, 'error') : undefined;
}

function isMisspelt(found: string): boolean {
  return found !== 'http' && found !== 'https' && misspeltWeb.test(found);
}
