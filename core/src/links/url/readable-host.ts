import { decodeALabels } from './a-labels.ts';

/** The host as readers see it; an A-label that does not decode is kept. */
export function readableHost(hostname: string): string {
  if (!hostname.includes('xn--')) return hostname;
  try {
    return decodeALabels(hostname);
  } catch {
    return hostname;
  }
}

/** Whether each A-label is the canonical encoding of a name (RFC 5891, section 5.4), which URL parsers do not check. */
export function isCanonicalHost(hostname: string): boolean {
  if (!hostname.includes('xn--')) return true;
  const readable = readableHost(hostname);
  return readable !== hostname && URL.parse(`https://${readable}/`)?.hostname === hostname;
}
