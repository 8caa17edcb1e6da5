import type { Language } from '@waymark/core';
import type { AuditEntry, Database, Prisma } from '@waymark/prisma';
import { ids } from '../rpc/ids.ts';
import { type MomentCursor, olderThan } from '../rpc/pages.ts';
import { actions } from './actions.data.ts';

/** Which entries are wanted; what is left out does not matter. */
export interface EntryFilter {
  /** The id of a member or key, or `operator`. */
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  /** The id of what was changed, as the API writes it. */
  readonly subject?: string | undefined;
  readonly from?: string | undefined;
  /** Entries before it. */
  readonly to?: string | undefined;
}

/** At most so many entries of an account, newest first, after a given one. */
export function listEntries(
  database: Database,
  accountId: string,
  filter: EntryFilter,
  { cursor, limit }: { readonly cursor?: MomentCursor | undefined; readonly limit: number },
): Promise<AuditEntry[]> {
  const { actor, action, subject, from, to } = filter;
  const where: Prisma.AuditEntryWhereInput = {
    accountId,
    ...(actor !== undefined && (actor === 'operator' ? { actorKind: actor } : { actorId: actor })),
    ...(action !== undefined && { action }),
    ...(subject !== undefined && { subject }),
    // The cursor has conditions of its own about the time.
    AND: [{ at: { ...(from && { gte: from }), ...(to && { lt: to }) } }, olderThan(cursor)],
  };
  return database.auditEntry.findMany({ where, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: limit });
}

/** An entry as the API returns it, in the reader's language. */
export function toEntryView(entry: AuditEntry, language: Language) {
  const { id, at, actorKind, actorId, actorName, address, action, subject, before, after } = entry;
  return {
    id: ids.entry.encode(id),
    at: at.toISOString(),
    actor: { kind: actorKind as 'member' | 'key' | 'operator', id: actorIdOf(actorKind, actorId), name: actorName },
    /** As much of it as the account keeps. */
    address,
    action,
    title: titleOf(action, language),
    subject,
    before: before as Readonly<Record<string, unknown>> | null,
    after: after as Readonly<Record<string, unknown>> | null,
  };
}

function actorIdOf(kind: string, id: string | null): string | null {
  if (id === null) return null;
  return kind === 'member' ? ids.member.encode(id) : ids.key.encode(id);
}

/** What the operator did, and actions unknown to this version, are shown by their name. */
function titleOf(action: string, language: Language): string {
  const known = actions[action];
  return known !== undefined && 'title' in known ? known.title[language] : action;
}
