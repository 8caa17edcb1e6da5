import type { Language } from '@waymark/core';
import type { Database, DestinationChange } from '@waymark/prisma';
import { ApiError } from '../rpc/api-error.ts';
import type { PendingEntry } from '../rpc/auditing/audit-trail.ts';
import type { Caller } from '../rpc/caller.ts';
import { ids } from '../rpc/ids.ts';
import { toPage } from '../rpc/pages.ts';
import { hostOf, judgeUrl } from './judge-url.ts';
import { findOwnMailing } from './mailing.ts';
import { changeUrl, findLink, findSameDestination, listDestinationChanges } from './store.ts';
import { type TrackingHostNeeds, trackingHostsAmong } from './tracking-hosts.ts';

/** Dependencies of changing a destination. */
export interface DestinationNeeds extends TrackingHostNeeds {
  /** Resolves when this server's link map includes everything stored before the call. */
  readonly caughtUp: () => Promise<void>;
  /** Whether members reach this server only on their own machine: then links may lead to it. */
  readonly tryOut: boolean;
}

/** The current and the previous destination of a link, and the links that were changed with it. */
export interface ChangedDestination {
  readonly linkId: string;
  readonly before: string;
  readonly url: string;
  /** In the order of their places; none if the destination was the same before. */
  readonly changed: readonly string[];
}

/** Which links get the new destination: every one of the mailing that leads to the same, or this one alone. */
export type WhichPlaces = 'all' | 'one';

/**
 * Changes the destination of a link in sent mail, at all places of the mailing that lead there or at this one, and records
 * who did it. Every server of the installation applies it within two seconds; this one has applied it when the promise
 * resolves. Throws no_such_link, url_refused, too_many_slots.
 */
export async function changeDestination(
  needs: DestinationNeeds,
  { accountId, member }: Caller,
  { linkId, url, places }: { readonly linkId: number; readonly url: string; readonly places: WhichPlaces },
  { language, entry }: { readonly language: Language; readonly entry: PendingEntry },
): Promise<ChangedDestination> {
  const { database, caughtUp, tryOut } = needs;
  const link = await findLink(database, accountId, linkId);
  if (!link || !member) throw new ApiError('no_such_link');
  // A destination that is itself a wrapped link, of any domain here, could redirect back to this link for ever.
  const trackingHosts = await trackingHostsAmong(needs, [hostOf(url)]);
  const { url: judged, refusal } = judgeUrl(url, { allowLocalHosts: tryOut, trackingHosts }, language);
  if (refusal) throw new ApiError('url_refused', refusal);
  const everywhere = places === 'all';
  const together = (await findSameDestination(database, link)).filter(({ id }) => everywhere || id === link.id);
  const maxSlots = Math.min(...together.map(({ originalUrl }) => slotsOf(originalUrl)));
  if (slotsOf(judged) > maxSlots) throw new ApiError('too_many_slots', { most: String(maxSlots) });
  const { before, changed } = await changeUrl(database, { accountId, link, everywhere, url: judged, member, entry });
  await caughtUp();
  const changedIds = changed.map((id) => ids.link.encode(Number(id)));
  return { linkId: ids.link.encode(linkId), before, url: judged, changed: changedIds };
}

/** The past changes of a mailing's destinations, newest first. Throws no_such_mailing. */
export async function historyOf(
  database: Database,
  accountId: string,
  {
    mailingId,
    cursor,
    limit,
  }: { mailingId: number; cursor?: readonly [at: string, id: string] | undefined; limit: number },
) {
  await findOwnMailing(database, accountId, mailingId);
  const changes = await listDestinationChanges(database, accountId, mailingId, { cursor, limit: limit + 1 });
  return toPage(changes, limit, {
    positionOf: ({ at, id }) => [at.toISOString(), id],
    view: toChangeView,
  });
}

/** A changed destination as the API returns it. */
export function toChangeView({ id, linkId, at, memberId, memberName, before, after }: DestinationChange) {
  return {
    id: ids.change.encode(id),
    linkId: ids.link.encode(Number(linkId)),
    at: at.toISOString(),
    member: { id: ids.member.encode(memberId), name: memberName },
    before,
    after,
  };
}

/** The links in the mail carry a value for each slot that the destination had when it was registered. */
function slotsOf(url: string): number {
  return url.split('<').length - 1;
}
