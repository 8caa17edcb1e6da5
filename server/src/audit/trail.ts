import type { Database, DatabaseOrTransaction } from '@waymark/prisma';
import type { Log } from '../observability/log.ts';
import { type AuditTrail, noEntry, type PendingEntry } from '../rpc/auditing/audit-trail.ts';
import { type AuditedAction, actions } from './actions.data.ts';
import { actorOf, recordEntry } from './record.ts';
import { difference, type FoundSubject, findSubject, type SubjectState } from './subjects.ts';

/** Dependencies of the audit trail. */
export interface TrailNeeds {
  readonly database: Database;
  readonly now: () => Date;
  readonly log: Pick<Log, 'error'>;
  /** Counts an entry that could not be stored after its change was made. */
  readonly onLost: () => void;
}

/**
 * Begins the entries of calls, as the table of actions says: what a call is about to change is read before it, and again
 * after it. An entry that cannot be stored within the transaction of its change is stored before the call is answered; if
 * that fails, the change stands, and the loss is counted and logged.
 */
export function createAuditTrail({ database, now, log, onLost }: TrailNeeds): AuditTrail {
  return async ({ action, caller, address, input }) => {
    const rule = actions[action];
    if (rule === undefined || 'unaudited' in rule) return noEntry;
    const { accountId } = caller;
    const fields = fieldsOf(input);
    const known = rule.made === undefined ? subjectOf(rule, accountId, fields) : undefined;
    const before = (await known?.read(database)) ?? null;
    let isStored = false;

    const store = async (on: DatabaseOrTransaction, output: unknown) => {
      const subject = known ?? subjectOf(rule, accountId, fieldsOf(output));
      const change = changeOf(before, (await subject?.read(on)) ?? null, rule.noted?.(fields) ?? {});
      isStored = true;
      if (change === undefined) return;
      const actor = await actorOf(on, caller);
      const entry = { accountId, at: now(), actor, address, action, subject: subject?.written ?? null, ...change };
      await recordEntry(on, entry);
    };

    return {
      storeIn: (transaction) => store(transaction, undefined),
      async finish(output) {
        if (isStored) return;
        await store(database, output).catch((error: unknown) => {
          onLost();
          log.error({ error, action, account: accountId }, 'a change was made whose entry in the audit log is lost');
        });
      },
    } satisfies PendingEntry;
  };
}

function subjectOf(
  { subject, id, made }: AuditedAction,
  accountId: string,
  fields: SubjectState,
): FoundSubject | undefined {
  if (subject === null) return;
  return findSubject(subject, accountId, fields[id ?? made ?? '']);
}

/** What an entry says of a change; undefined when nothing was changed, as when a deletion is only asked about. */
function changeOf(before: SubjectState | null, after: SubjectState | null, noted: SubjectState) {
  const change = difference(before, after);
  const hasNoted = Object.keys(noted).length > 0;
  if (change.before === null && change.after === null && !hasNoted) return;
  return { before: change.before, after: hasNoted ? { ...change.after, ...noted } : change.after };
}

function fieldsOf(value: unknown): SubjectState {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as SubjectState) : {};
}
