import type { Wrapping } from '@waymark/core';
import { encodeNullable, ids } from '../rpc/ids.ts';
import type { Registered } from './mailing.ts';
import type { VerifiedChange } from './verify.ts';

/** A registered mailing as the API returns it. */
export function toRegisteredView({ mailingId, wrapping, reason }: Registered) {
  if (wrapping === null) return { mailingId: null, wrapping: null, reason };
  return { mailingId: ids.mailing.encode(mailingId), wrapping: toWrappingView(wrapping), reason: null };
}

/** The tokens hold numbers; here they are ids like everywhere else, which the SDK turns back. */
function toWrappingView({ mailing, clicks, opens }: Wrapping) {
  return {
    mailing: ids.mailing.encode(mailing),
    clicks: clicks && { ...clicks, links: clicks.links.map(ids.link.encode) },
    opens,
  };
}

/** A verified change as the API returns it. */
export function toChangeView({ linkId, ...change }: VerifiedChange) {
  return { ...change, linkId: encodeNullable(ids.link, linkId) };
}
