import { type Finding, finding } from '../links/findings.ts';

/** Gmail shows about this many bytes of HTML and hides the rest, with the pixel and the unsubscribe link in it. */
export const gmailClipBytes = 102_400;

const encoder = new TextEncoder();
const atOnce = 4096;
/** No character needs more than three bytes for each of its code units. */
const room = new Uint8Array(3 * atOnce);

/** The length of a text in UTF-8; a lone surrogate counts as the three bytes of U+FFFD it is sent as. */
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

/** The encoder takes longer to begin than a short text takes to look at. */
function isShortAscii(text: string): boolean {
  if (text.length > 256) return false;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** Never ends between the halves of a pair. */
function pieceOf(text: string, start: number): string {
  if (text.length - start <= atOnce) return start === 0 ? text : text.slice(start);
  const end = start + atOnce;
  return text.slice(start, isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end);
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

/** A word about Gmail's clipping: a warning from the limit on, a note from nine tenths of it. */
export function clipping(bytes: number): Finding | undefined {
  if (bytes < gmailClipBytes * 0.9) return undefined;
  const details = { bytes: String(bytes), limit: String(gmailClipBytes) };
  return finding('gmail-clip', details, bytes < gmailClipBytes ? 'info' : 'warning');
}
