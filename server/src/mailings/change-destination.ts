import type { Language } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import type { Caller } from '../rpc/caller.ts';
import { Failure } from '../rpc/failure.ts';
import { judgeDestination } from './destination.ts';
import { findOwnMessage } from './mailing.ts';
import { correctDestination, findLink, listCorrections, registeredDestination } from './store.ts';

/** What correcting works with. */
export interface CorrectionNeeds {
  readonly database: Database;
  /** Resolves when this server knows what was stored before the call. */
  readonly caughtUp: () => Promise<void>;
  /** Whether a host, as stored, is a tracking domain of this installation, whoever's; from memory. */
  readonly isTrackingHost: (host: string) => boolean;
  /** Members reach this server on their own machine only: links may lead to it. */
  readonly tryOut: boolean;
}

/** What a corrected link leads to, and led to before. */
export interface Corrected {
  readonly linkId: number;
  readonly before: string;
  readonly destination: string;
}

/**
 * Lets a link of a mail that was sent lead somewhere else, and notes who did it. Every server of the installation follows
 * within two seconds; this one when it returns. Throws no_such_link, destination_refused,
 * too_many_slots.
 */
export async function correctLink(
  { database, caughtUp, isTrackingHost, tryOut }: CorrectionNeeds,
  { accountId, member }: Caller,
  { linkId, destination }: { readonly linkId: number; readonly destination: string },
  language: Language,
): Promise<Corrected> {
  const link = await findLink(database, accountId, linkId);
  if (!link || !member) throw new Failure('no_such_link');
  const host = URL.parse(destination)?.hostname.replace(/\.$/, '') ?? '';
  // A wrapped link of any domain here could be corrected to lead back to this one, and readers would go in circles.
  const own = isTrackingHost(host) ? { trackingHost: host } : {};
  const { target, refusal } = judgeDestination(destination, { allowLocalHosts: tryOut, ...own }, language);
  if (refusal) throw new Failure('destination_refused', refusal);
  const maxSlots = slotsOf(await registeredDestination(database, link));
  if (slotsOf(target) > maxSlots) throw new Failure('too_many_slots', { most: String(maxSlots) });
  const before = await correctDestination(database, { accountId, linkId, destination: target, member });
  await caughtUp();
  return { linkId, before, destination: target };
}

/** The corrections of a message's links, newest first. Throws no_such_message. */
export async function correctionsOf(database: Database, accountId: string, messageId: number) {
  await findOwnMessage(database, accountId, messageId);
  const corrections = await listCorrections(database, accountId, messageId);
  return corrections.map(({ id, linkId, at, memberId, memberName, before, after }) => ({
    id,
    linkId: Number(linkId),
    at: at.toISOString(),
    member: { id: memberId, name: memberName },
    before,
    after,
  }));
}

/** The links in the mail carry a value for each slot that the destination had when it was registered. */
function slotsOf(destination: string): number {
  return destination.split('<').length - 1;
}
