/// <reference path="../../punycode.d.ts" />
import { toUnicode } from 'punycode/punycode.es6.js';

/** The host as its readers see it; the A-label itself where it does not decode. */
export function readableHost(hostname: string): string {
  if (!hostname.includes('xn--')) return hostname;
  try {
    return toUnicode(hostname);
  } catch {
    return hostname;
  }
}

/** Whether each A-label stands for a name that is written in this way and no other (RFC 5891, section 5.4); parsers let others pass. */
export function isCanonicalHost(hostname: string): boolean {
  if (!hostname.includes('xn--')) return true;
  const readable = readableHost(hostname);
  return readable !== hostname && URL.parse(`https://${readable}/`)?.hostname === hostname;
}
