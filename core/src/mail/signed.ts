import type { Span } from './edits.ts';

const dashes = '-----';
/** Without the dashes it is found several times faster. */
const clearSigned = 'BEGIN PGP SIGNED MESSAGE';
const signatureEnd = '-----END PGP SIGNATURE-----';
const signedMime = /^content-type:\s*multipart\/signed\b/gim;
const boundary = /\bboundary\s*=\s*(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i;
/** Longer than any header field that a mail is sent with. */
const maxHeader = 2000;

/**
 * Parts of a mail's text or HTML whose author has signed every byte, from the first line of OpenPGP's clear-signed text
 * to the end of its signature (RFC 9580, section 7).
 */
export function clearSignedParts(source: string): readonly Span[] {
  const parts: Span[] = [];
  for (let at = source.indexOf(clearSigned); at !== -1; ) {
    const start = at - dashes.length;
    const isLine = source.startsWith(`${dashes}${clearSigned}${dashes}`, start);
    const end = isLine ? endAfter(source, at, signatureEnd) : at + 1;
    if (isLine) parts.push({ start, end });
    at = source.indexOf(clearSigned, end);
  }
  return parts;
}

/** The same for a text, which may also hold signed MIME parts with their signatures (RFC 1847, S/MIME and PGP/MIME). */
export function signedParts(text: string): readonly Span[] {
  const mime = Array.from(text.matchAll(signedMime), ({ index: start }) => {
    const [, quoted, plain] = boundary.exec(text.slice(start, start + maxHeader)) ?? [];
    const closing = quoted ?? plain;
    return { start, end: closing === undefined ? text.length : endAfter(text, start, `--${closing}--`) };
  });
  return [...clearSignedParts(text), ...mime];
}

/** Whether a place is within one of these parts. */
export function isSigned({ start }: Span, parts: readonly Span[]): boolean {
  return parts.length > 0 && parts.some((part) => start >= part.start && start < part.end);
}

function endAfter(text: string, from: number, closing: string): number {
  const at = text.indexOf(closing, from);
  return at === -1 ? text.length : at + closing.length;
}
