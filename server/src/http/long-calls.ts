import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import type { Request, RequestHandler, Response } from 'express';
import type { LongCalls } from '../mailings/sending/long-calls.ts';
import type { CallAnswer, LongCall } from '../mailings/threads/long-call.ts';
import { apiErrors } from '../rpc/api-errors.data.ts';
import { may } from '../rpc/caller.ts';
import { apiErrorOf } from '../rpc/internal-error.ts';
import { type Bodies, lengthOf } from './bodies.ts';
import { type ContextNeeds, contextOf } from './request-context.ts';

/** Dependencies of answering calls with long bodies. */
export interface LongCallNeeds extends ContextNeeds, LongCalls {}

/** How much of an answer is written in a turn of the event loop. */
const sliceLength = 128 * 1024;

/**
 * Hands calls with a long body to a thread that reads and answers them, since both would take this one some hundredths of a
 * second, and writes the answer. What has to be refused for other reasons than its body is left to tRPC.
 */
export function answerLongCalls(needs: LongCallNeeds, bodies: Bodies): RequestHandler {
  return async (request, response, next) => {
    const { key, address, language, isLong, isSuspended } = contextOf(request, needs);
    const caller = bodies.callerOf(request);
    if (!isLong || key === undefined || caller === undefined || !may(caller, 'send')) return next();
    if (isSuspended(caller.accountId)) return next();
    const isKnown = request.path
      .slice(1)
      .split(',')
      .every((path) => needs.longCalls.has(path));
    if (request.method !== 'POST' || !isKnown || bodies.refusalOf(request)) return next();

    const body = await read(request);
    if (body === undefined) return;
    if (body === tooLarge) {
      bodies.refuse(request, 'PAYLOAD_TOO_LARGE');
      return next();
    }
    const call = { url: urlOf(request), headers: headersOf(request), body, key, caller, address, language };
    try {
      const answering = needs.inTurn(caller.accountId, () => needs.answerLongCall(call), { isLong });
      await write(response, await needs.whileDatabaseAnswers(answering));
    } catch (error) {
      const cause = apiErrorOf(error, needs.log);
      bodies.refuse(request, apiErrors[cause.code].kind, cause);
      next();
    }
  };
}

const tooLarge = Symbol('a body that is too large');

/** The body as it arrives, in memory that can be handed over; undefined when the client has gone. */
function read(request: Request): Promise<Uint8Array<ArrayBuffer> | typeof tooLarge | undefined> {
  return new Promise((done) => {
    const body = new Uint8Array(lengthOf(request));
    let length = 0;
    request.on('data', (part: Buffer) => {
      if (length + part.length > body.length) return done(tooLarge);
      body.set(part, length);
      length += part.length;
    });
    request.once('end', () => done(body.subarray(0, length)));
    request.once('close', () => done(undefined));
  });
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
  await pipeline(slicesOf(body), response).catch(() => undefined);
}

async function* slicesOf(body: ArrayBuffer): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < body.byteLength; start += sliceLength) {
    yield new Uint8Array(body, start, Math.min(sliceLength, body.byteLength - start));
    await turn();
  }
}
