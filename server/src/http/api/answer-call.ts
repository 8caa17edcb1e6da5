import type { Request, RequestHandler, Response } from 'express';
import type { AppRouter } from '../../api.ts';
import { answeredOnce, type OnceCall, type OnceNeeds } from '../../rest/answered-once.ts';
import { findRoute, OtherMethods } from '../../rest/find-route.ts';
import { callProcedure, inputSchemaOf, rightOf } from '../../rest/procedures.ts';
import { fieldsOfQuery } from '../../rest/query.ts';
import type { Route } from '../../rest/routes.data.ts';
import { toAnswer } from '../../rest/to-answer.ts';
import { ApiError } from '../../rpc/api-error.ts';
import { type Caller, callerWith } from '../../rpc/caller.ts';
import { joinedInput } from '../../rpc/inputs/joined-input.ts';
import type { RequestContext } from '../../rpc/trpc.ts';
import type { Bodies } from '../bodies.ts';
import { writeInSlices } from '../connections/write-in-slices.ts';
import type { LongCallNeeds } from '../long-calls.ts';
import { type ContextNeeds, contextOf } from '../request-context.ts';
import { answerInThread } from './answer-in-thread.ts';
import { onceCallOf } from './once-call.ts';
import { bytesOf, readJson } from './read-json.ts';
import { requestIdOf } from './request-id.ts';

/** Dependencies of answering a call. */
export interface CallNeeds extends LongCallNeeds, OnceNeeds {
  readonly api: AppRouter;
}

/** A request that is a call of a procedure by somebody who may call it. */
interface RestCall {
  readonly route: Route;
  /** What path and query say. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  readonly context: RequestContext;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Answers a request by the procedure of its route. */
export function answerCall(needs: CallNeeds, bodies: Bodies): RequestHandler {
  return async (request, response) => {
    const found = findRoute(request.method, request.path);
    if (found instanceof OtherMethods) return refuseMethod(request, response, found);
    const { method, path, procedure, kind } = found.route;
    const context = contextOfCall(request, needs);
    const caller = await needs.whileDatabaseAnswers(callerWith(rightOf(needs.api, procedure), context));
    response.once('finish', () => {
      const called = { requestId: requestIdOf(request), method, path: `/api/v1${path}`, account: caller.accountId };
      needs.log.info({ ...called, status: response.statusCode }, 'an API call');
    });
    const body = await bytesOf(request, bodies);
    if (body === undefined) return;
    const [, query = ''] = request.originalUrl.split(/\?(.*)/s);
    const fields = { ...fieldsOfQuery(query, inputSchemaOf(needs.api, procedure)), ...found.fields };
    const call = { route: found.route, fields, caller, context, body };
    const once = kind === 'creates' ? onceCallOf(request, caller.accountId, body) : undefined;
    const output = once ? await outputOnce(call, once, needs, response) : await outputOf(call, needs);
    response
      .status(kind === 'creates' ? 201 : 200)
      .type('json')
      .set('content-length', String(output.byteLength));
    await writeInSlices(response, output);
  };
}

/** Only a key counts here: a browser sends its cookies along with requests of any site. */
function contextOfCall(request: Request, needs: ContextNeeds): RequestContext {
  const log = needs.log.child({ requestId: requestIdOf(request) });
  return { ...contextOf(request, { ...needs, log }), callerOfSession: async () => undefined, isUtf8: () => true };
}

/** The same for the same call, however often it is sent. */
async function outputOnce(call: RestCall, once: OnceCall, needs: CallNeeds, response: Response): Promise<Uint8Array> {
  const made = answeredOnce(needs, once, () => outputOf(call, needs));
  const { answer, isRepeated } = await needs.whileDatabaseAnswers(made);
  if (isRepeated) response.set('idempotent-replayed', 'true');
  return answer;
}

/** What is answered, as JSON. */
async function outputOf(call: RestCall, needs: CallNeeds): Promise<Uint8Array> {
  const { route, fields, context, body } = call;
  const { procedure } = route;
  const isLong = (context.isLong && needs.longCalls.has(procedure)) || needs.longAnswers.has(procedure);
  if (isLong) return answerInThread(needs, { ...call, procedure });
  const input = joinedInput(readJson(body), fields);
  const output = await callProcedure(needs.api, procedure, { context, input });
  return Buffer.from(JSON.stringify(toAnswer(route, output)));
}

function refuseMethod({ method }: Request, response: Response, { allowed }: OtherMethods): void {
  const methods = allowed.join(', ');
  response.set('allow', methods);
  if (method !== 'OPTIONS') throw new ApiError('method_not_allowed', { methods });
  response.status(204).end();
}
