import type { Language } from '@waymark/core';
import type { Request } from 'express';
import type { RequestContext } from '../rpc/trpc.ts';

/** What a request's context needs beyond the request itself. */
export type ContextNeeds = Pick<RequestContext, 'callerOf' | 'inTurn' | 'log' | 'whileDatabaseAnswers'>;

/** What a request contains: its key and its preferred language. */
export function contextOf(
  request: Request,
  { callerOf, inTurn, log, whileDatabaseAnswers }: ContextNeeds,
): RequestContext {
  return { key: bearerOf(request), language: languageOf(request), callerOf, inTurn, log, whileDatabaseAnswers };
}

function bearerOf(request: Request): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

function languageOf(request: Request): Language {
  return request.acceptsLanguages('en', 'de') === 'de' ? 'de' : 'en';
}
