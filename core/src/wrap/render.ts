import { encodeAttributeValue, type Quote } from '../mail/attribute.ts';
import { fill } from '../mail/edits.ts';
import { pixelMarkup } from '../mail/pixel/pixel.ts';
import { type Mac, portableMac } from '../tokens/mac.ts';
import { decodeKey } from '../tokens/signing-key.ts';
import { type TokenKind, tokenSealer } from '../tokens/token.ts';
import { type LinkKind, linkInText, pixelAddress, wrappedLink } from './addresses.ts';
import { isRecipientTag, parametersOf, withParameters } from './carried-tags.ts';
import type { Gap, PreparedMail } from './prepare.ts';
import { assertRecipient, type Recipient } from './recipient.ts';

/** What is needed to make links and tokens on one host. Plain JSON. */
export interface Signer {
  /** Scheme and authority, without a trailing slash. */
  readonly origin: string;
  /** What the MAC covers: lower case, no port. */
  readonly host: string;
  readonly keyId: number;
  /** The host's signing key, base64url of 32 bytes. */
  readonly key: string;
  /** The key that hashes recipient ids, where it is another one: a host keeps it when it gets a new signing key. */
  readonly hashKey?: string;
}

/** What the server returns when a mailing is created: all that rendering needs. Plain JSON. */
export interface Wrapping {
  /** The mailing's id. */
  readonly mailing: number;
  /** The domain of its links, with the link id of each place; null: links are not wrapped. */
  readonly clicks: (Signer & { readonly links: readonly number[] }) | null;
  /** The domain of its pixel; null: no pixel. */
  readonly opens: Signer | null;
}

/** What rendering needs of a prepared mail. */
export type RenderableMail = Pick<PreparedMail, 'pieces' | 'gaps'>;

/**
 * Fills the gaps of a prepared mail for one recipient, without parsing or network access.
 * Throws a RangeError when the wrapping belongs to another mailing, a TypeError for what `assertRecipient` refuses
 * and for a merge tag that cannot be in an attribute, and whatever `sealToken` and `decodeKey` throw.
 */
export function render(
  prepared: RenderableMail,
  wrapping: Wrapping,
  recipient: Recipient = {},
  mac: Mac = portableMac,
): string {
  assertRecipient(recipient);
  if (prepared.gaps.length === 0) return prepared.pieces[0] ?? '';
  if (recipient.tracking === 'off') {
    return fill(
      prepared.pieces,
      prepared.gaps.map((gap) => gap.original),
    );
  }
  return fill(prepared.pieces, tracked(prepared.gaps, wrapping, recipient, mac));
}

function tracked(gaps: readonly Gap[], wrapping: Wrapping, recipient: Recipient, mac: Mac): readonly string[] {
  const { mailing, clicks, opens } = wrapping;
  const seal = clicks && linkSealer(clicks, recipient, mac);
  const sealOpen = opens && sealer('o', opens, recipient, mac);
  const tag = tagOf(recipient);
  // No character of a token or a path needs escaping, so the origin is escaped only once for each quoting style.
  const origins: Partial<Record<Quote, string>> = {};
  return gaps.map((gap) => {
    if (gap.kind === 'pixel') {
      if (!sealOpen) return gap.original;
      const address = pixelAddress(opens.origin, sealOpen(mailing));
      return pixelMarkup(withParameters(encodeAttributeValue(address, '"'), parametersOf(tag), '"'), gap.amp === true);
    }
    if (!seal) return gap.original;
    if (gap.kind === 'parameters') return gap.text;
    const kind = gap.appLink ? 'a' : 'c';
    const token = seal[kind](gap.urlIndex);
    if (gap.quote === 'none') return linkInText(wrappedLink(clicks.origin, token, kind), tag);
    origins[gap.quote] ??= encodeAttributeValue(clicks.origin, gap.quote);
    return withParameters(wrappedLink(origins[gap.quote]!, token, kind), parametersOf(tag, gap.tags), gap.quote);
  });
}

/** Seals the token of each place once for a kind of link. */
function linkSealer(
  clicks: NonNullable<Wrapping['clicks']>,
  recipient: Recipient,
  mac: Mac,
): Readonly<Record<LinkKind, (urlIndex: number) => string>> {
  const sealing = (kind: LinkKind) => {
    const tokens: string[] = [];
    let seal: ((id: number) => string) | undefined;
    return (urlIndex: number) => {
      seal ??= sealer(kind, clicks, recipient, mac);
      tokens[urlIndex] ??= seal(linkId(clicks.links, urlIndex));
      return tokens[urlIndex];
    };
  };
  return { c: sealing('c'), a: sealing('a') };
}

function sealer(
  kind: TokenKind,
  { keyId, host, key, hashKey = key }: Signer,
  recipient: Recipient,
  mac: Mac,
): (id: number) => string {
  const whom =
    recipient.tracking === 'anonymous' || recipient.id === undefined ? {} : { recipientId: String(recipient.id) };
  return tokenSealer({ kind, keyId, ...whom }, host, decodeKey(key), mac, decodeKey(hashKey));
}

function tagOf({ id, mergeTag, tracking }: Recipient): string | undefined {
  if (mergeTag === undefined || id !== undefined || tracking === 'anonymous') return undefined;
  if (isRecipientTag(mergeTag)) return mergeTag;
  throw new TypeError(
    `"${mergeTag}" is not one merge tag that stands for a value, without quotes in it: hand in something like {{subscriber.id}}.`,
  );
}

function linkId(links: readonly number[], urlIndex: number): number {
  const id = links[urlIndex];
  if (id === undefined) {
    throw new RangeError(
      `The wrapping has ${links.length} links and none for URL ${urlIndex}: register this mail's own URLs.`,
    );
  }
  return id;
}
