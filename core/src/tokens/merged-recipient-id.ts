import { tagSystems } from '../links/merge-tags/own-tags.ts';
import { findMergeTags } from '../mail/merge-tags.ts';
import { carriedRecipient } from './carried-values.ts';
import { type Mac, portableMac } from './mac.ts';
import { storedRecipientId } from './recipient-id.ts';

/** An `@` percent-encoded more than once, for example by a tag's filter and by the sending system. */
const atEncodedAgain = /%25(?:25)*40/;
const piece = /%[\dA-Fa-f]{2}|./gs;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The recipient id that a sending system filled into a wrapped link: parameter `r` of a query (raw, without `?`), in
 * the form it would have in a token, so an id with `@` or of more than 64 bytes becomes its keyed hash. Undefined if
 * missing, and for a tag that was not filled in, as in a test mail. Never throws.
 *
 * Percent-encoding is decoded once, or completely if an `@` was encoded repeatedly, so that no mail address is kept. A
 * `+` is kept: in ids it is more likely than a space.
 */
export function mergedRecipientId(query: string, key: Uint8Array, mac: Mac = portableMac): string | undefined {
  let written = carriedRecipient(query);
  if (written === undefined) return undefined;
  if (atEncodedAgain.test(written)) written = written.replace(/%(?:25)+/g, '%');
  const recipient = percentDecode(written);
  if ([written, recipient.replaceAll('+', ' ')].some((text) => findMergeTags(text, tagSystems).length > 0))
    return undefined;
  return storedRecipientId(recipient, key, mac);
}

/** HTTP parsers return bytes as characters up to U+00FF. */
function percentDecode(written: string): string {
  const pieces = written.match(piece) ?? [];
  return decoder.decode(
    Uint8Array.from(pieces, (part) => (part.length === 1 ? part.charCodeAt(0) : Number.parseInt(part.slice(1), 16))),
  );
}
