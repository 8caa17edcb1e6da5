import { type Finding, finding } from '../links/findings.ts';

/** Gmail shows about this many bytes of HTML and hides the rest, with the pixel and the unsubscribe link in it. */
export const gmailClipBytes = 102_400;

/** A run of characters that take more than one byte: the few of most mails are found faster than all are looked at. */
const beyondAscii = /[^\0-\x7f]+/g;

/** The length of a text in UTF-8; a lone surrogate counts as the three bytes of U+FFFD it is sent as. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  // Ends where it began, at 0: without a match the expression starts anew.
  for (let run = beyondAscii.exec(text); run !== null; run = beyondAscii.exec(text)) bytes += bytesBeyondOne(run[0]);
  return bytes;
}

/** Bytes that characters beyond ASCII take besides their first. */
function bytesBeyondOne(run: string): number {
  let bytes = 0;
  for (let at = 0; at < run.length; at++) {
    const code = run.charCodeAt(at);
    bytes += code < 0x800 ? 1 : 2;
    // Both halves of a pair are two code units and four bytes together.
    if (code >= 0xd800 && code <= 0xdbff && isLowSurrogate(run.charCodeAt(at + 1))) at++;
  }
  return bytes;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** A word about Gmail's clipping: a warning from the limit on, a note from nine tenths of it. */
export function clipping(bytes: number): Finding | undefined {
  if (bytes < gmailClipBytes * 0.9) return undefined;
  const details = { bytes: String(bytes), limit: String(gmailClipBytes) };
  return finding('gmail-clip', details, bytes < gmailClipBytes ? 'info' : 'warning');
}
