import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import { ApiError } from '../../rpc/api-error.ts';
import type { Caller } from '../../rpc/caller.ts';
import { callerOfSession, type SessionsNeeds, type Visitor } from '../../sign-in/sessions.ts';
import { isSameOrigin } from '../same-origin.ts';

/** What a request with the cookie of a session needs. */
export interface SessionCookieNeeds extends SessionsNeeds {
  readonly saidAddress: (request: IncomingMessage) => string | undefined;
}

/** The browser behind a request. */
export function visitorOf({ saidAddress }: Pick<SessionCookieNeeds, 'saidAddress'>, request: Request): Visitor {
  const { cookie, 'user-agent': userAgent } = request.headers;
  return { cookie, userAgent, address: saidAddress(request) };
}

/**
 * Who is signed in in the browser that asks, looked up once for a request. Throws foreign_origin for a page of another
 * site, which a browser would lend the cookie.
 */
export function createSessionCookies(needs: SessionCookieNeeds) {
  const found = new WeakMap<Request, Promise<Caller | undefined>>();

  async function find(request: Request): Promise<Caller | undefined> {
    if (!/(?:^|;\s*)(?:__Secure-)?waymark\.session_token=/.test(request.headers.cookie ?? '')) return undefined;
    if (!isSameOrigin(request)) throw new ApiError('foreign_origin');
    const session = await callerOfSession(needs, visitorOf(needs, request));
    for (const cookie of session?.cookies ?? []) request.res?.append('set-cookie', cookie);
    return session?.caller;
  }

  return {
    callerOfSession(request: Request): Promise<Caller | undefined> {
      const caller = found.get(request) ?? find(request);
      found.set(request, caller);
      return caller;
    },
  };
}
