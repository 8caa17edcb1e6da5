import { encodeAttributeValue, type Quote } from '../mail/attribute.ts';
import { fill } from '../mail/edits.ts';
import { pixelMarkup } from '../mail/pixel.ts';
import { type Mac, portableMac } from '../tokens/mac.ts';
import { decodeKey } from '../tokens/signing-key.ts';
import { type TokenKind, tokenSealer } from '../tokens/token.ts';
import { linkInText, pixelAddress, wrappedLink } from './addresses.ts';
import { isRecipientTag, parametersOf, withParameters } from './carried-tags.ts';
import type { Gap, PreparedMail } from './prepare.ts';

/** What tokens of one host are made with, and where its links lead. Plain JSON. */
export interface Signer {
  /** Scheme and authority, without a slash at the end. */
  readonly origin: string;
  /** What the MAC covers: lower case, no port. */
  readonly host: string;
  readonly keyId: number;
  /** The host's signing key, base64url of 32 bytes. */
  readonly key: string;
}

/** What the server answers when a message was registered: all that rendering needs. Plain JSON. */
export interface Wrapping {
  /** The message's id. */
  readonly message: number;
  /** The domain of its links, with their ids by the index of their target; null: links stay as they are. */
  readonly clicks: (Signer & { readonly links: readonly number[] }) | null;
  /** The domain of its pixel; null: no pixel. */
  readonly opens: Signer | null;
}

/** Whom a mail is rendered for. */
export interface Recipient {
  /** The sender's own opaque key. */
  readonly key?: string;
  /**
   * Without a key, when one mail is rendered for all and the sending system fills merge tags in later: its tag for the
   * recipient's key, such as `{{subscriber.id}}`. It stands in wrapped links and pixel letter by letter.
   */
  readonly mergeTag?: string;
  /** `none`: the original links and no pixel; `aggregate`: counted without the recipient's key. Default individual. */
  readonly consent?: 'individual' | 'aggregate' | 'none';
}

/**
 * Fills the gaps of a prepared mail for one recipient: no parser, no network.
 * Throws a RangeError when the wrapping belongs to another message, a TypeError for a recipient's merge tag that cannot
 * stand in an attribute, and as `sealToken` and `decodeKey` do.
 */
export function render(
  prepared: PreparedMail,
  wrapping: Wrapping,
  recipient: Recipient = {},
  mac: Mac = portableMac,
): string {
  if (prepared.gaps.length === 0) return prepared.pieces[0] ?? '';
  if (recipient.consent === 'none') {
    return fill(
      prepared.pieces,
      prepared.gaps.map((gap) => gap.original),
    );
  }
  return fill(prepared.pieces, tracked(prepared.gaps, wrapping, recipient, mac));
}

function tracked(gaps: readonly Gap[], wrapping: Wrapping, recipient: Recipient, mac: Mac): readonly string[] {
  const { message, clicks, opens } = wrapping;
  const sealClick = clicks && sealer('c', clicks, recipient, mac);
  const sealOpen = opens && sealer('o', opens, recipient, mac);
  const tag = tagOf(recipient);
  const tokens: string[] = [];
  // No character of a token or a path has to be escaped, so an origin is written once for each kind of quotes.
  const origins: Partial<Record<Quote, string>> = {};
  return gaps.map((gap) => {
    if (gap.kind === 'pixel') {
      if (!sealOpen) return gap.original;
      const address = pixelAddress(opens.origin, sealOpen(message));
      return pixelMarkup(withParameters(encodeAttributeValue(address, '"'), parametersOf(tag), '"'), gap.amp === true);
    }
    if (!sealClick) return gap.original;
    tokens[gap.target] ??= sealClick(linkId(clicks.links, gap.target));
    const token = tokens[gap.target]!;
    if (gap.quote === 'none') return linkInText(wrappedLink(clicks.origin, token), tag);
    origins[gap.quote] ??= encodeAttributeValue(clicks.origin, gap.quote);
    return withParameters(wrappedLink(origins[gap.quote]!, token), parametersOf(tag, gap.tags), gap.quote);
  });
}

function sealer(kind: TokenKind, { keyId, host, key }: Signer, recipient: Recipient, mac: Mac): (id: number) => string {
  const whom = recipient.consent === 'aggregate' || recipient.key === undefined ? {} : { recipient: recipient.key };
  return tokenSealer({ kind, keyId, ...whom }, host, decodeKey(key), mac);
}

function tagOf({ key, mergeTag, consent }: Recipient): string | undefined {
  if (mergeTag === undefined || key !== undefined || consent === 'aggregate') return undefined;
  if (isRecipientTag(mergeTag)) return mergeTag;
  throw new TypeError(
    `"${mergeTag}" is not one merge tag that stands for a value, without quotes in it: hand in something like {{subscriber.id}}.`,
  );
}

function linkId(links: readonly number[], target: number): number {
  const id = links[target];
  if (id === undefined) {
    throw new RangeError(
      `The wrapping has ${links.length} links and none for target ${target}: register this mail's own targets.`,
    );
  }
  return id;
}
