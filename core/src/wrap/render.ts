import { encodeAttributeValue } from '../mail/attribute.ts';
import { fill } from '../mail/edits.ts';
import { pixelMarkup } from '../mail/pixel.ts';
import { type Mac, portableMac } from '../tokens/mac.ts';
import { decodeKey } from '../tokens/signing-key.ts';
import { sealToken, type TokenKind } from '../tokens/token.ts';
import { linkInText, pixelAddress, wrappedLink } from './addresses.ts';
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
  /** `none`: the original links and no pixel; `aggregate`: counted without the recipient's key. Default individual. */
  readonly consent?: 'individual' | 'aggregate' | 'none';
}

/**
 * Fills the gaps of a prepared mail for one recipient: no parser, no network.
 * Throws a RangeError when the wrapping belongs to another message, and as `sealToken` and `decodeKey` do.
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
  const links: string[] = [];
  return gaps.map((gap) => {
    if (gap.kind === 'pixel') {
      return sealOpen ? pixelMarkup(pixelAddress(opens.origin, sealOpen(message)), gap.amp === true) : gap.original;
    }
    if (!sealClick) return gap.original;
    links[gap.target] ??= wrappedLink(clicks.origin, sealClick(linkId(clicks.links, gap.target)));
    const link = links[gap.target]!;
    return gap.quote === 'none' ? linkInText(link) : encodeAttributeValue(link, gap.quote);
  });
}

function sealer(kind: TokenKind, { keyId, host, key }: Signer, recipient: Recipient, mac: Mac): (id: number) => string {
  const whom = recipient.consent === 'aggregate' || recipient.key === undefined ? {} : { recipient: recipient.key };
  const decoded = decodeKey(key);
  return (id) => sealToken({ kind, id, keyId, ...whom }, host, decoded, mac);
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
