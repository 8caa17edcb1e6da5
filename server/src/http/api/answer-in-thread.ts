import { ReportedError } from '../../rest/error-answer.ts';
import type { ErrorReport } from '../../rpc/api-error.ts';
import type { Caller } from '../../rpc/caller.ts';
import type { RequestContext } from '../../rpc/trpc.ts';
import type { LongCallNeeds } from '../long-calls.ts';

/** A call with a long body or a long answer, and who sends it. */
export interface CallForThread {
  readonly procedure: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly caller: Caller;
  readonly context: Pick<RequestContext, 'key' | 'address' | 'language'>;
}

/** Has a call read and answered in another thread. Returns the output as JSON; throws ReportedError, too_busy. */
export async function answerInThread(
  needs: LongCallNeeds,
  { procedure, fields, body, caller, context }: CallForThread,
): Promise<Uint8Array> {
  const call = {
    url: `http://localhost/trpc/${procedure}`,
    headers: { 'content-type': 'application/json' },
    fields,
    body,
    key: context.key!,
    caller,
    address: context.address,
    language: context.language,
  };
  const answering = needs.inTurn(caller.accountId, () => needs.answerLongCall(call), { isLong: true });
  const answer = await needs.whileDatabaseAnswers(answering);
  const bytes = new Uint8Array(answer.body);
  if (answer.status < 400) return withoutEnvelope(bytes);
  const retryAfter = answer.headers.find(([name]) => name === 'retry-after')?.[1];
  throw new ReportedError(reportIn(bytes), retryAfter);
}

const before = '{"result":{"data":';
const after = '}}';

/** tRPC's envelope is cut off, since parsing what may be fifty megabytes would hold clicks up. */
function withoutEnvelope(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(before.length, -after.length);
}

function reportIn(bytes: Uint8Array): ErrorReport {
  const { error }: { error: { data: { error: ErrorReport } } } = JSON.parse(new TextDecoder().decode(bytes));
  return error.data.error;
}
