import type { Language } from '@waymark/core';
import type { Request } from 'express';
import { type Caller, may, type Right } from '../accounts/caller.ts';
import { Failure } from '../rpc/failure.ts';
import type { RequestContext, Services } from '../services.ts';

/** What a request says of itself: the key it shows and the language it asks for. */
export function contextOf(request: Request, services: Services): RequestContext {
  return { services, key: bearerOf(request), language: languageOf(request) };
}

/** Who asks. Throws not_signed_in, unknown_key, and not_allowed for a caller without the right. */
export async function callerWith(right: Right, { key, services }: RequestContext): Promise<Caller> {
  if (key === undefined) throw new Failure('not_signed_in');
  const caller = await services.keyring.callerOf(key);
  if (!caller) throw new Failure('unknown_key');
  if (!may(caller, right)) throw new Failure('not_allowed');
  return caller;
}

function bearerOf(request: Request): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

function languageOf(request: Request): Language {
  return request.acceptsLanguages('en', 'de') === 'de' ? 'de' : 'en';
}
