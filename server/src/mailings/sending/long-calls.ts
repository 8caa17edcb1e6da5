import type { RequestLog } from '../../observability/log.ts';
import type { AuditTrail } from '../../rpc/auditing/audit-trail.ts';
import type { IsOfProject } from '../../rpc/project-keys/within-project.ts';
import type { AnsweringCalls } from '../threads/asking.ts';
import type { CallAnswer, LongCall } from '../threads/long-call.ts';
import type { MailThreads } from '../threads/mail-threads.ts';
import type { SendingNeeds } from './create.ts';
import { sendingProcedures } from './procedures.ts';

interface LongCallsNeeds extends Omit<SendingNeeds, 'threads'> {
  readonly threads: Pick<MailThreads, 'answer' | 'run'>;
  readonly log: RequestLog;
  readonly auditTrail: AuditTrail;
  readonly isOfProject: IsOfProject;
}

/** Answers calls with long bodies in threads beside this one. */
export interface LongCalls {
  /** The procedures that may be called so, by their paths. */
  readonly longCalls: ReadonlySet<string>;
  /** Those of them whose answers are long, so that they are never called in the thread that answers clicks. */
  readonly longAnswers: ReadonlySet<string>;
  /** Throws too_busy, mail_too_complex. */
  readonly answerLongCall: (call: Omit<LongCall, 'kind' | 'tryOut'>) => Promise<CallAnswer>;
}

export function createLongCalls(needs: LongCallsNeeds): LongCalls {
  const { registryOf, noteSender, threads, tryOut, log, auditTrail, isOfProject } = needs;
  return {
    longCalls: new Set(Object.keys(sendingProcedures(needs)).map((name) => `mailings.${name}`)),
    longAnswers: new Set(['mailings.render']),
    answerLongCall: (call) => {
      const { accountId } = call.caller;
      const calls = {
        ...registryOf(accountId),
        isOfProject,
        noteSender,
        log: async (level: keyof RequestLog, details: object, message: string) => log[level](details, message),
        audit: async (audited, output) => (await auditTrail(audited)).finish(output),
      } satisfies AnsweringCalls;
      return threads.answer(accountId, { ...call, kind: 'call', tryOut }, calls);
    },
  };
}
