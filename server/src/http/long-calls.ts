import type { Request, RequestHandler, Response } from 'express';
import type { LongCalls } from '../mailings/sending/long-calls.ts';
import type { CallAnswer, LongCall } from '../mailings/threads/long-call.ts';
import { apiErrors } from '../rpc/api-errors.data.ts';
import { may } from '../rpc/caller.ts';
import { apiErrorOf } from '../rpc/internal-error.ts';
import type { Bodies } from './bodies.ts';
import { readBody, tooLarge } from './connections/read-body.ts';
import { writeInSlices } from './connections/write-in-slices.ts';
import { type ContextNeeds, contextOf } from './request-context.ts';

/** Dependencies of answering calls with long bodies. */
export interface LongCallNeeds extends ContextNeeds, LongCalls {}

/**
 * Hands calls with a long body or a long answer to a thread that reads and answers them, since both would take this one some
 * hundredths of a second, and writes the answer. What has to be refused for other reasons than its body is left to tRPC.
 */
export function answerLongCalls(needs: LongCallNeeds, bodies: Bodies): RequestHandler {
  return async (request, response, next) => {
    const { key, address, language, isLong, isSuspended } = contextOf(request, needs);
    const caller = bodies.callerOf(request);
    const isAnsweredThere = isLong || needs.longAnswers.has(request.path.slice(1));
    if (!isAnsweredThere || key === undefined || caller === undefined || !may(caller, 'send')) return next();
    if (isSuspended(caller.accountId)) return next();
    const isKnown = request.path
      .slice(1)
      .split(',')
      .every((path) => needs.longCalls.has(path));
    if (request.method !== 'POST' || !isKnown || bodies.refusalOf(request)) return next();

    const body = await readBody(request);
    if (body === undefined) return;
    if (body === tooLarge) {
      bodies.refuse(request, 'PAYLOAD_TOO_LARGE');
      return next();
    }
    const call = { url: urlOf(request), headers: headersOf(request), body, key, caller, address, language };
    try {
      const answering = needs.inTurn(caller.accountId, () => needs.answerLongCall(call), { isLong: true });
      await write(response, await needs.whileDatabaseAnswers(answering));
    } catch (error) {
      const cause = apiErrorOf(error, needs.log);
      bodies.refuse(request, apiErrors[cause.code].kind, cause);
      next();
    }
  };
}

function urlOf({ originalUrl }: Request): string {
  return new URL(originalUrl, 'http://localhost').href;
}

/** Those that tRPC goes by. */
function headersOf(request: Request): LongCall['headers'] {
  const names = ['content-type', 'accept', 'trpc-accept'];
  return Object.fromEntries(names.map((name) => [name, request.get(name)]).filter((header) => header[1] !== undefined));
}

/** In slices, between which clicks are answered; a client that has gone needs none. */
async function write(response: Response, { status, headers, body }: CallAnswer): Promise<void> {
  response.status(status).setHeaders(new Map(headers));
  if (!response.hasHeader('transfer-encoding')) response.setHeader('content-length', body.byteLength);
  await writeInSlices(response, new Uint8Array(body));
}
