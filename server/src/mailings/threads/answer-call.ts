import { isUtf8 } from 'node:buffer';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { noEntry } from '../../rpc/auditing/audit-trail.ts';
import { callerLanguage } from '../../rpc/caller-language.ts';
import { httpOptions } from '../../rpc/http-options.ts';
import { router } from '../../rpc/trpc.ts';
import { sendingProcedures } from '../sending/procedures.ts';
import type { AnsweringCalls } from './asking.ts';
import { joinedBody } from './joined-body.ts';
import type { CallAnswer, LongCall } from './long-call.ts';
import { doMailTask } from './tasks.ts';

/**
 * Reads and answers a call, in a thread beside the one that answers clicks. That one has found the caller, and it is the
 * account's turn.
 */
export async function answerCall(call: LongCall, calls: AnsweringCalls): Promise<CallAnswer> {
  const { url, key, caller, address, language, tryOut } = call;
  const body = joinedBody(call);
  const logged: Promise<void>[] = [];
  const mailings = sendingProcedures({
    registryOf: () => calls,
    noteSender: calls.noteSender,
    tryOut,
    threads: { run: async (_accountId, task) => doMailTask(task) as never },
  });
  const answer = await callerLanguage.run(language, () =>
    fetchRequestHandler({
      ...httpOptions,
      // This adapter adds to what tRPC's answers vary by, where the one of Express takes its place.
      responseMeta: (answered) => ({ headers: { ...httpOptions.responseMeta(answered).headers, vary: 'origin' } }),
      endpoint: '/trpc',
      router: router({ mailings: router(mailings) }),
      req: new Request(url, { method: 'POST', headers: { ...call.headers }, body: body.bytes }),
      createContext: () => {
        if (body.error) throw body.error;
        return {
          key,
          callerOf: async () => caller,
          address,
          callerOfSession: async () => undefined,
          // Whoever is suspended does not come this far.
          isSuspended: () => false,
          language,
          isLong: true,
          isOfProject: calls.isOfProject,
          isUtf8: () => isUtf8(call.body),
          log: {
            error: (details, message) => void logged.push(calls.log('error', details, message)),
            info: (details, message) => void logged.push(calls.log('info', details, message)),
          },
          auditTrail: async ({ action }) => ({
            ...noEntry,
            // What was sent and answered is a mail; of an answer its ids are enough.
            finish: (output) => calls.audit({ action, caller, address, input: undefined }, shortFieldsOf(output)),
          }),
          inTurn: (_accountId, work) => work(),
          whileDatabaseAnswers: (promise) => promise,
        };
      },
    }),
  );
  await Promise.all(logged);
  return { status: answer.status, headers: [...answer.headers], body: await answer.arrayBuffer() };
}

const longestId = 40;

function shortFieldsOf(output: unknown): Readonly<Record<string, string>> {
  const fields = Object.entries(Object(output)).filter(
    (field): field is [string, string] => typeof field[1] === 'string' && field[1].length <= longestId,
  );
  return Object.fromEntries(fields);
}
