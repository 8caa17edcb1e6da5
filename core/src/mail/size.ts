import { type Finding, finding } from '../links/findings.ts';

/** Gmail shows about this many bytes of HTML and hides the rest, including the pixel and the unsubscribe link. */
export const gmailClipBytes = 102_400;

const encoder = new TextEncoder();
const atOnce = 4096;
/** No code unit takes more than three bytes. */
const room = new Uint8Array(3 * atOnce);

/** The length of a text in UTF-8; a lone surrogate counts as three bytes, because it is sent as U+FFFD. */
export function utf8Length(text: string): number {
  if (isShortAscii(text)) return text.length;
  let bytes = 0;
  for (let at = 0; at < text.length; ) {
    const { read, written } = encoder.encodeInto(pieceOf(text, at), room);
    bytes += written;
    at += read;
  }
  return bytes;
}

/** For a short text, the encoder's start-up costs more than counting by hand. */
function isShortAscii(text: string): boolean {
  if (text.length > 256) return false;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** Never splits a surrogate pair. */
function pieceOf(text: string, start: number): string {
  if (text.length - start <= atOnce) return start === 0 ? text : text.slice(start);
  const end = start + atOnce;
  return text.slice(start, isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end);
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

/** The finding about Gmail's clipping: a warning from the limit on, a note from 90% of it. */
export function clipping(bytes: number): Finding | undefined {
  if (bytes < gmailClipBytes * 0.9) return undefined;
  const details = { bytes: String(bytes), limit: String(gmailClipBytes) };
  return finding('gmail-clip', details, bytes < gmailClipBytes ? 'info' : 'warning');
}
