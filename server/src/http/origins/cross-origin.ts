import type { Request, RequestHandler, Response } from 'express';
import { ApiError } from '../../rpc/api-error.ts';
import { type ContextNeeds, contextOf, languageOf } from '../request-context.ts';

/** Dependencies of answering pages of other origins. */
export interface CrossOriginNeeds extends ContextNeeds {
  /** Whether any key that works may be sent by pages of this origin. */
  readonly allowsOrigin: (origin: string) => Promise<boolean>;
}

const allowedHeaders = 'authorization, content-type, accept-language, trpc-accept, idempotency-key, x-request-id';
const exposedHeaders = 'retry-after, x-request-id, ratelimit-limit, ratelimit-remaining, ratelimit-reset';
/** For how many seconds a browser may remember the answer to a preflight; what it sends then is judged again. */
const rememberedSeconds = 600;

/**
 * Lets pages of other origins read answers to their publishable key. A preflight carries no key, so it is answered for an
 * origin that any key allows; the answer itself names only an origin of the key that was sent. Cookies are never allowed.
 */
export function crossOrigin(needs: CrossOriginNeeds): RequestHandler {
  return async (request, response, next) => {
    response.vary('Origin');
    const origin = request.get('origin');
    if (origin === undefined) return next();
    if (request.method === 'OPTIONS') return answerPreflight(request, response, origin);
    const { key, callerOf } = contextOf(request, needs);
    // The API looks the key up again, and says what is wrong.
    const caller = key === undefined ? undefined : await callerOf(key).catch(() => undefined);
    if (caller?.key?.origins.includes(origin))
      response.set({ 'access-control-allow-origin': origin, 'access-control-expose-headers': exposedHeaders });
    next();
  };

  async function answerPreflight(request: Request, response: Response, origin: string): Promise<void> {
    response.vary('Access-Control-Request-Headers').set('cache-control', 'no-store');
    if (!(await needs.allowsOrigin(origin).catch(() => false))) {
      const error = new ApiError('origin_not_allowed', { origin }).report(languageOf(request));
      return void response.status(403).json({ error });
    }
    const answer = {
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': allowedHeaders,
      'access-control-max-age': String(rememberedSeconds),
    };
    response.status(204).set(answer).end();
  }
}
