import type { IncomingMessage } from 'node:http';
import type { Language } from '@waymark/core';
import type { Request } from 'express';
import type { Log } from '../observability/log.ts';
import type { Caller } from '../rpc/caller.ts';
import type { RequestContext } from '../rpc/trpc.ts';
import { mayExceed } from './connections/body-length.ts';

/** A body of more bytes is a long one: a mail with all its pictures in it, or one of many pages. */
const longBody = 256 * 1024;

/** What a request's context needs beyond the request itself. */
export interface ContextNeeds
  extends Pick<RequestContext, 'auditTrail' | 'callerOf' | 'inTurn' | 'whileDatabaseAnswers'> {
  readonly log: Log;
  readonly callerOfSession: (request: Request) => Promise<Caller | undefined>;
  readonly saidAddress: (request: IncomingMessage) => string | undefined;
}

/** What a request contains: its key and its preferred language. */
export function contextOf(
  request: Request,
  { auditTrail, callerOf, callerOfSession, saidAddress, inTurn, log, whileDatabaseAnswers }: ContextNeeds,
): Omit<RequestContext, 'isUtf8'> {
  const [key, address] = [bearerOf(request), saidAddress(request)];
  return {
    key,
    address,
    language: languageOf(request),
    isLong: mayExceed(request.headers, longBody),
    auditTrail,
    callerOf,
    // Whoever sends a key means the key.
    callerOfSession: async () => (request.headers.authorization === undefined ? callerOfSession(request) : undefined),
    inTurn,
    log,
    whileDatabaseAnswers,
  };
}

function bearerOf(request: Request): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** The language in which the caller wants to read sentences. */
export function languageOf(request: Request): Language {
  return request.acceptsLanguages('en', 'de') === 'de' ? 'de' : 'en';
}
