import { findMergeTags } from '../mail/merge-tags.ts';
import { type Mac, portableMac } from './mac.ts';
import { storedRecipientId } from './recipient-id.ts';

const parameter = /(?:^|&)r=([^&]+)/;
/** An `@` whose percent-encoding was encoded again, by a tag's filter and by the sending system. */
const atEncodedAgain = /%25(?:25)*40/;
const piece = /%[\dA-Fa-f]{2}|./gs;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The recipient id that a sending system filled into a wrapped link: parameter `r` of a query (without `?`, as it
 * arrived), in the form it would have had within a token, so that an id with `@` or of more than 64 bytes becomes its keyed
 * hash. Undefined without one, and for a tag that nobody filled in, as in a test mail. Never throws.
 *
 * Percent-encoding is undone once; where an `@` was encoded again, all of it, so that no address is kept. A `+` stays one:
 * ids hold it sooner than white space.
 */
export function mergedRecipientId(query: string, key: Uint8Array, mac: Mac = portableMac): string | undefined {
  let written = parameter.exec(query)?.[1];
  if (written === undefined) return undefined;
  if (atEncodedAgain.test(written)) written = written.replace(/%(?:25)+/g, '%');
  const recipient = percentDecode(written);
  if ([written, recipient.replaceAll('+', ' ')].some((text) => findMergeTags(text).length > 0)) return undefined;
  return storedRecipientId(recipient, key, mac);
}

/** HTTP parsers hand bytes out as characters up to U+00FF. */
function percentDecode(written: string): string {
  const pieces = written.match(piece) ?? [];
  return decoder.decode(
    Uint8Array.from(pieces, (part) => (part.length === 1 ? part.charCodeAt(0) : Number.parseInt(part.slice(1), 16))),
  );
}
