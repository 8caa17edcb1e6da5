import { explainDeletion, type Language, type LinksChoice } from '@waymark/core';
import type { Database, Prisma } from '@waymark/prisma';
import { countForReport } from '../events/reports/counts.ts';
import { figuresOf } from '../events/reports/reports.ts';
import type { RequestLog } from '../observability/log.ts';
import type { Losses } from '../projects/delete.ts';
import { ApiError } from '../rpc/api-error.ts';
import type { Caller } from '../rpc/caller.ts';
import { ids } from '../rpc/ids.ts';
import { findOwnMailing } from './mailing.ts';

/** Which mailings of an account. */
export type WhichMailings = { readonly id: bigint } | { readonly projectId: string };

/** No server answers the links of a mailing without domains. */
const withoutDomains = { clickDomainId: null, openDomainId: null };

/** Dependencies of deletions. */
export interface DeletionNeeds {
  readonly database: Database;
  /** Resolves when this server's link map includes everything stored before the call. */
  readonly caughtUp: () => Promise<void>;
  readonly now: () => Date;
}

/**
 * Deletes a mailing with its figures and events; `links` says whether its links go on redirecting. Without that nothing
 * is deleted, and the answer says what there is and what either choice means. Throws no_such_mailing.
 */
export async function deleteMailing(
  { database, caughtUp, now }: DeletionNeeds,
  { accountId, member }: Caller,
  { mailingId, links }: { readonly mailingId: number; readonly links?: LinksChoice | undefined },
  { language, log }: { readonly language: Language; readonly log: RequestLog },
) {
  await findOwnMailing(database, accountId, mailingId);
  const which = { id: BigInt(mailingId) };
  const { mailings: _, ...losses } = await lossesOf(database, accountId, which);
  if (links !== undefined) {
    const deleted = await deleteMailings(database, accountId, which, { links, at: now() });
    // Another call deleted it meanwhile, perhaps with the other choice.
    if (deleted === 0) throw new ApiError('no_such_mailing');
    log.info({ mailing: ids.mailing.encode(mailingId), links, member: member?.id }, 'a mailing was deleted');
    await caughtUp();
  }
  return { deleted: links !== undefined, losses, choices: explainChoices('mailing', losses.hosts, language) };
}

/** What there is to lose, with counts that are up to date. Of a project only what was sent: nobody misses a test send. */
export async function lossesOf(database: Database, accountId: string, which: WhichMailings): Promise<Losses> {
  const counted = { ...which, ...('projectId' in which && { test: false }), accountId, deletedAt: null };
  const mailings = await database.mailing.findMany({
    where: counted,
    select: { id: true, clickDomainId: true, openDomainId: true },
  });
  const mailingIds = mailings.map(({ id }) => id);
  await countForReport(database, { mailingIds });
  const domainIds = new Set(
    mailings.flatMap((one) => [one.clickDomainId, one.openDomainId]).filter((id) => id !== null),
  );
  const [links, figures, domains] = await Promise.all([
    database.link.count({ where: { accountId, mailing: counted } }),
    figuresOf(database, mailingIds),
    database.domain.findMany({
      where: { id: { in: [...domainIds] }, accountId },
      select: { host: true },
      orderBy: { host: 'asc' },
    }),
  ]);
  const { events, lastClickAt } = figures;
  return {
    mailings: mailings.length,
    links,
    events,
    lastClickAt: lastClickAt?.toISOString() ?? null,
    hosts: domains.map(({ host }) => host),
  };
}

/**
 * Takes mailings out of every list and report. Without domains no server answers their links any more; a job deletes what
 * belonged to them (events/deleted-mailings.ts). Returns how many there were: of deletions at once the first one counts.
 */
export async function deleteMailings(
  database: Prisma.TransactionClient,
  accountId: string,
  which: WhichMailings,
  { links, at }: { readonly links: LinksChoice; readonly at: Date },
): Promise<number> {
  const broken = links === 'break' && withoutDomains;
  const { count } = await database.mailing.updateMany({
    where: { ...which, accountId, deletedAt: null },
    data: { deletedAt: at, ...broken },
  });
  return count;
}

/** Ends the links of a mailing that was deleted and kept them. */
export async function stopAnswering(database: Database, accountId: string, id: bigint): Promise<void> {
  await database.mailing.updateMany({ where: { id, accountId, NOT: { deletedAt: null } }, data: withoutDomains });
}

/** What each choice means, in the reader's language. */
export function explainChoices(thing: 'mailing' | 'project', hosts: readonly string[], language: Language) {
  return {
    keep: explainDeletion(thing, 'keep', hosts, language),
    break: explainDeletion(thing, 'break', hosts, language),
  };
}
