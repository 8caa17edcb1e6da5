import { type EventReason, explainEventReason, type Language, type Wrapping } from '@waymark/core';
import { toKnownView } from '../deep-links/view.ts';
import type { reasonReport } from '../events/reports/reports.ts';
import { encodeNullable, ids } from '../rpc/ids.ts';
import type { Registered } from './sending/create.ts';
import type { PreparedMailing } from './sending/prepare.ts';
import type { VerifiedChange } from './verify.ts';

/** A registered mailing as the API returns it. */
export function toRegisteredView({ mailingId, wrapping, reason, deepLinks }: Registered, language: Language) {
  if (wrapping === null) return { mailingId: null, wrapping: null, reason, deepLinks: null };
  return {
    mailingId: ids.mailing.encode(mailingId),
    wrapping: toWrappingView(wrapping),
    reason: null,
    deepLinks: deepLinks?.map((link) => toKnownView(link, language)) ?? null,
  };
}

/** The tokens hold numbers; here they are ids like everywhere else, which the SDK turns back. */
function toWrappingView({ mailing, clicks, opens }: Wrapping) {
  return {
    mailing: ids.mailing.encode(mailing),
    clicks: clicks && { ...clicks, links: clicks.links.map(ids.link.encode) },
    opens,
  };
}

/** A mailing that was registered by its mail, as the API returns it. */
export function toPreparedView({ mailingId, ...prepared }: PreparedMailing) {
  return { id: ids.mailing.encode(mailingId), ...prepared };
}

/** A verified change as the API returns it. */
export function toChangeView({ linkId, ...change }: VerifiedChange) {
  return { ...change, linkId: encodeNullable(ids.link, linkId) };
}

/** How often events were counted as what, each with an explanation. */
export function toReasonView(reason: Awaited<ReturnType<typeof reasonReport>>[number], language: Language) {
  return { ...reason, explanation: explainEventReason(reason.reason as EventReason, language) };
}
