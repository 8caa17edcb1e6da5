import type { Language } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import type { Caller } from '../rpc/caller.ts';
import { Failure } from '../rpc/failure.ts';
import { judgeUrl } from './destination.ts';
import { findOwnMailing } from './mailing.ts';
import { changeUrl, findLink, listDestinationChanges, originalUrlOf } from './store.ts';

/** What a change of destination works with. */
export interface DestinationNeeds {
  readonly database: Database;
  /** Resolves when this server knows what was stored before the call. */
  readonly caughtUp: () => Promise<void>;
  /** Whether a host, as stored, is a tracking domain of this installation, whoever's; from memory. */
  readonly isTrackingHost: (host: string) => boolean;
  /** Members reach this server on their own machine only: links may lead to it. */
  readonly tryOut: boolean;
}

/** What a link leads to now, and led to before. */
export interface ChangedDestination {
  readonly linkId: number;
  readonly before: string;
  readonly url: string;
}

/**
 * Lets a link of a mail that was sent lead somewhere else, and notes who did it. Every server of the installation follows
 * within two seconds; this one when it returns. Throws no_such_link, url_refused, too_many_slots.
 */
export async function changeDestination(
  { database, caughtUp, isTrackingHost, tryOut }: DestinationNeeds,
  { accountId, member }: Caller,
  { linkId, url }: { readonly linkId: number; readonly url: string },
  language: Language,
): Promise<ChangedDestination> {
  const link = await findLink(database, accountId, linkId);
  if (!link || !member) throw new Failure('no_such_link');
  const host = URL.parse(url)?.hostname.replace(/\.$/, '') ?? '';
  // A wrapped link of any domain here could be changed to lead back to this one, and readers would go in circles.
  const own = isTrackingHost(host) ? { trackingHost: host } : {};
  const { target, refusal } = judgeUrl(url, { allowLocalHosts: tryOut, ...own }, language);
  if (refusal) throw new Failure('url_refused', refusal);
  const maxSlots = slotsOf(await originalUrlOf(database, link));
  if (slotsOf(target) > maxSlots) throw new Failure('too_many_slots', { most: String(maxSlots) });
  const before = await changeUrl(database, { accountId, linkId, url: target, member });
  await caughtUp();
  return { linkId, before, url: target };
}

/** The changed destinations of a mailing's links, newest first. Throws no_such_mailing. */
export async function historyOf(database: Database, accountId: string, mailingId: number) {
  await findOwnMailing(database, accountId, mailingId);
  const changes = await listDestinationChanges(database, accountId, mailingId);
  return changes.map(({ id, linkId, at, memberId, memberName, before, after }) => ({
    id,
    linkId: Number(linkId),
    at: at.toISOString(),
    member: { id: memberId, name: memberName },
    before,
    after,
  }));
}

/** The links in the mail carry a value for each slot that the destination had when it was registered. */
function slotsOf(url: string): number {
  return url.split('<').length - 1;
}
