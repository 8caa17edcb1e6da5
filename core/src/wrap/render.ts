import { encodeAttributeValue } from '../mail/attribute.ts';
import { fill } from '../mail/edits.ts';
import { pixelMarkup } from '../mail/pixel.ts';
import { type Mac, portableMac } from '../tokens/mac.ts';
import { decodeKey } from '../tokens/signing-key.ts';
import { sealToken } from '../tokens/token.ts';
import { pixelAddress, wrappedLink } from './addresses.ts';
import type { Gap, PreparedMail } from './prepare.ts';

/** What the server answers when a message was registered: all that rendering needs. Plain JSON. */
export interface Wrapping {
  readonly origin: string;
  /** What the MAC covers: lower case, no port. */
  readonly host: string;
  readonly keyId: number;
  /** The host's signing key, base64url of 32 bytes. */
  readonly key: string;
  /** The message's id. */
  readonly message: number;
  /** Link ids by the index of their target. */
  readonly links: readonly number[];
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
  const key = decodeKey(wrapping.key);
  const whom = recipient.consent === 'aggregate' || recipient.key === undefined ? {} : { recipient: recipient.key };
  const seal = (kind: 'c' | 'o', id: number) =>
    sealToken({ kind, id, keyId: wrapping.keyId, ...whom }, wrapping.host, key, mac);
  const links: string[] = [];
  const linkTo = (target: number) => {
    links[target] ??= wrappedLink(wrapping.origin, seal('c', linkId(wrapping, target)));
    return links[target];
  };
  return gaps.map((gap) =>
    gap.kind === 'link'
      ? encodeAttributeValue(linkTo(gap.target), gap.quote)
      : pixelMarkup(pixelAddress(wrapping.origin, seal('o', wrapping.message)), gap.amp === true),
  );
}

function linkId(wrapping: Wrapping, target: number): number {
  const id = wrapping.links[target];
  if (id === undefined) {
    throw new RangeError(
      `The wrapping has ${wrapping.links.length} links and none for target ${target}: register this mail's own targets.`,
    );
  }
  return id;
}
