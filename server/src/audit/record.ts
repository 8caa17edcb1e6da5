import { type DatabaseOrTransaction, Prisma } from '@waymark/prisma';
import { keptAddress } from '../edge/event.ts';
import type { Caller } from '../rpc/caller.ts';
import type { SubjectState } from './subjects.ts';

/** Who changed something. */
export interface Actor {
  readonly kind: 'member' | 'key' | 'operator';
  /** Of a member or a key. */
  readonly id: string | null;
  readonly name: string;
}

/** A change, as it is written into the audit log of an account. */
export interface Entry {
  readonly accountId: string;
  readonly at: Date;
  readonly actor: Actor;
  /** Whole; what the account does not keep of it is left out. */
  readonly address?: string | undefined;
  readonly action: string;
  /** The id of what was changed, as the API writes it. */
  readonly subject: string | null;
  readonly before: SubjectState | null;
  readonly after: SubjectState | null;
}

/** The operator of this installation, who changes things from the command line. */
export const operator: Actor = { kind: 'operator', id: null, name: 'operator' };

/**
 * Writes an entry into the audit log: in the transaction that makes the change, where there is one. What changes something
 * without the API, such as a command of the operator or a sign-in, calls it itself.
 */
export async function recordEntry(database: DatabaseOrTransaction, entry: Entry): Promise<void> {
  const { accountId, at, actor, address, action, subject, before, after } = entry;
  const settings = address === undefined ? null : await database.auditSettings.findUnique({ where: { accountId } });
  await database.auditEntry.create({
    data: {
      accountId,
      at,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      address: keptAddress(address, settings?.ipMode ?? 'truncated') ?? null,
      action,
      subject,
      before: stored(before),
      after: stored(after),
    },
  });
}

/** A caller as an actor. The names of keys are looked up, since callers do not have them. */
export async function actorOf(
  database: DatabaseOrTransaction,
  { accountId, member, key, keyKind }: Caller,
): Promise<Actor> {
  if (member) return { kind: 'member', id: member.id, name: member.name };
  const found = key && (await database.key.findFirst({ where: { id: key.id, accountId }, select: { name: true } }));
  return { kind: 'key', id: key?.id ?? null, name: found?.name ?? keyKind };
}

function stored(state: SubjectState | null) {
  return state === null ? Prisma.DbNull : (state as Prisma.InputJsonObject);
}
