import type { IncomingMessage } from 'node:http';
import type { Language } from '@waymark/core';
import type { Request } from 'express';
import type { Log } from '../observability/log.ts';
import type { Caller, CallerOf } from '../rpc/caller.ts';
import type { RequestContext } from '../rpc/trpc.ts';
import { mayExceed } from './connections/body-length.ts';
import { assertSentFrom } from './origins/sent-from.ts';

/** A body of more bytes is a long one: a mail with all its pictures in it, or one of many pages. */
const longBody = 256 * 1024;

/** What a request's context needs beyond the request itself. */
export interface ContextNeeds
  extends Pick<RequestContext, 'auditTrail' | 'inTurn' | 'isOfProject' | 'isSuspended' | 'whileDatabaseAnswers'> {
  /** The holder of a key that was sent from an address. */
  readonly callerOf: (key: string, address: string | undefined) => ReturnType<CallerOf>;
  readonly log: Log;
  readonly callerOfSession: (request: Request) => Promise<Caller | undefined>;
  readonly saidAddress: (request: IncomingMessage) => string | undefined;
}

/** What a request contains: its key and its preferred language. */
export function contextOf(
  request: Request,
  {
    auditTrail,
    callerOf,
    callerOfSession,
    saidAddress,
    inTurn,
    isOfProject,
    isSuspended,
    log,
    whileDatabaseAnswers,
  }: ContextNeeds,
): Omit<RequestContext, 'isUtf8'> {
  const [key, address] = [bearerOf(request), saidAddress(request)];
  return {
    key,
    address,
    language: languageOf(request),
    isLong: mayExceed(request.headers, longBody),
    auditTrail,
    // Whoever sends a key means the key.
    callerOfSession: async () => (request.headers.authorization === undefined ? callerOfSession(request) : undefined),
    callerOf: (sent) => callerOnce(request, () => callerOf(sent, address)),
    isSuspended,
    inTurn,
    isOfProject,
    log,
    whileDatabaseAnswers,
  };
}

const callers = new WeakMap<Request, ReturnType<CallerOf>>();

/** A request has one caller, however many calls are in it and however often it is asked who that is. */
function callerOnce(request: Request, find: () => ReturnType<CallerOf>): ReturnType<CallerOf> {
  const found = callers.get(request) ?? find().then((caller) => whoSent(request, caller));
  callers.set(request, found);
  return found;
}

function whoSent(request: Request, caller: Caller | undefined): Caller | undefined {
  if (caller) assertSentFrom(caller, request);
  return caller;
}

function bearerOf(request: Request): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** The language in which the caller wants to read sentences. */
export function languageOf(request: Request): Language {
  return request.acceptsLanguages('en', 'de') === 'de' ? 'de' : 'en';
}
