import type { Language, LinksChoice, Sentence } from '@waymark/core';
import type { Database, Prisma } from '@waymark/prisma';
import type { RequestLog } from '../observability/log.ts';
import { ApiError } from '../rpc/api-error.ts';
import type { PendingEntry } from '../rpc/auditing/audit-trail.ts';
import type { Caller } from '../rpc/caller.ts';
import { ids } from '../rpc/ids.ts';
import { findOwnProject } from './project.ts';

/** What goes with a mailing, or with all mailings of a project. */
export interface Losses {
  readonly mailings: number;
  readonly links: number;
  readonly events: number;
  readonly lastClickAt: string | null;
  /** The hosts on which the links and pixels are still answered. */
  readonly hosts: readonly string[];
}

/** Dependencies of the deletion of a project; mailings are given, since they stand above projects. */
export interface DeleteProjectNeeds {
  readonly database: Database;
  /** Resolves when this server's link map includes everything stored before the call. */
  readonly caughtUp: () => Promise<void>;
  readonly now: () => Date;
  readonly mailings: {
    lossesOf(database: Database, accountId: string, which: { projectId: string }): Promise<Losses>;
    deleteMailings(
      transaction: Prisma.TransactionClient,
      accountId: string,
      which: { projectId: string },
      how: { links: LinksChoice; at: Date },
    ): Promise<number>;
    explainChoices(thing: 'project', hosts: readonly string[], language: Language): Record<LinksChoice, Sentence>;
  };
}

/**
 * Deletes a project with its mailings; `links` says whether their links go on redirecting. Its domains stay in the
 * account. Without `links` nothing is deleted, and the answer says what there is. Throws no_such_project.
 */
export async function deleteProject(
  { database, caughtUp, now, mailings }: DeleteProjectNeeds,
  { accountId, member }: Caller,
  { id, links }: { readonly id: string; readonly links?: LinksChoice | undefined },
  { language, log, entry }: { readonly language: Language; readonly log: RequestLog; readonly entry: PendingEntry },
) {
  const { clickDomain, openDomain } = await findOwnProject(database, accountId, id);
  const losses = await mailings.lossesOf(database, accountId, { projectId: id });
  if (links !== undefined) {
    const at = now();
    await database.$transaction(
      async (transaction) => {
        const data = { deletedAt: at, clickDomainId: null, openDomainId: null };
        const { count } = await transaction.project.updateMany({ where: { id, accountId, deletedAt: null }, data });
        // Another call deleted it meanwhile, perhaps with the other choice.
        if (count === 0) throw new ApiError('no_such_project');
        await transaction.linkChoice.deleteMany({ where: { projectId: id, accountId } });
        await mailings.deleteMailings(transaction, accountId, { projectId: id }, { links, at });
        await entry.storeIn(transaction);
      },
      { timeout: 60_000 },
    );
    log.info({ project: ids.project.encode(id), links, member: member?.id }, 'a project was deleted');
    await caughtUp();
  }
  return {
    deleted: links !== undefined,
    losses,
    /** Tracking domains that the project uses: they stay in the account, with their keys and records. */
    detached: [...new Set([clickDomain, openDomain].flatMap((domain) => domain?.host ?? []))],
    choices: mailings.explainChoices('project', losses.hosts, language),
  };
}
