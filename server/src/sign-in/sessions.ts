import type { Database } from '@waymark/prisma';
import { APIError } from 'better-auth/api';
import type { Caller } from '../rpc/caller.ts';
import { type Auth, addressHeader } from './auth.ts';
import { providerId } from './provider.ts';

/** A browser that asks, as far as a session is concerned. */
export interface Visitor {
  readonly cookie: string | undefined;
  readonly userAgent: string | undefined;
  /** The IP address; undefined when proxies do not say. */
  readonly address: string | undefined;
}

/** The `Set-Cookie` headers that an answer carries. */
export type Cookies = readonly string[];

/** What sessions need. */
export interface SessionsNeeds {
  readonly auth: Auth;
  readonly database: Database;
}

/** Starts a session; undefined when no person has this e-mail address and this password. */
export async function signIn(
  { auth }: SessionsNeeds,
  visitor: Visitor,
  body: { readonly email: string; readonly password: string },
): Promise<Cookies | undefined> {
  try {
    const { headers } = await auth.api.signInEmail({ body, headers: headersOf(visitor), returnHeaders: true });
    return headers.getSetCookie();
  } catch (error) {
    if (error instanceof APIError && error.statusCode === 401) return undefined;
    throw error;
  }
}

/** Begins to sign in with the provider: where the browser goes, with which cookies; undefined while it cannot be reached. */
export async function startWithProvider(
  { auth }: Pick<SessionsNeeds, 'auth'>,
  visitor: Visitor,
  callbackURL: string,
): Promise<{ readonly url: string; readonly cookies: Cookies } | undefined> {
  try {
    const body = { provider: providerId, callbackURL, errorCallbackURL: '/sign-in', disableRedirect: true };
    const { headers, response } = await auth.api.signInSocial({
      body,
      headers: headersOf(visitor),
      returnHeaders: true,
    });
    return response.url ? { url: response.url, cookies: headers.getSetCookie() } : undefined;
  } catch (error) {
    if (error instanceof APIError) return undefined;
    throw error;
  }
}

/** Ends the session, if there is one. */
export async function signOut({ auth }: SessionsNeeds, visitor: Visitor): Promise<Cookies> {
  const { headers } = await auth.api.signOut({ headers: headersOf(visitor), returnHeaders: true });
  return headers.getSetCookie();
}

/** Who is signed in, as a member of the account in which they work, and cookies that prolong the session now and then. */
export async function callerOfSession(
  { auth, database }: SessionsNeeds,
  visitor: Visitor,
): Promise<{ readonly caller: Caller; readonly cookies: Cookies } | undefined> {
  const { headers, response } = await auth.api.getSession({ headers: headersOf(visitor), returnHeaders: true });
  if (response === null) return undefined;
  const { userId, memberId } = response.session;
  const members = await database.member.findMany({ where: { personId: userId }, orderBy: { id: 'asc' } });
  const member = members.find(({ id }) => id === memberId) ?? members[0];
  if (member === undefined) return undefined;
  const { id, name, role, accountId } = member;
  const caller: Caller = {
    accountId,
    keyKind: 'member',
    member: { id, name, role },
    sessionId: response.session.id,
  };
  return { caller, cookies: headers.getSetCookie() };
}

/** The person who is signed in, a member of an account or not yet. */
export async function personOfSession(
  { auth }: SessionsNeeds,
  visitor: Visitor,
): Promise<{ readonly id: string; readonly email: string } | undefined> {
  const found = await auth.api.getSession({ headers: headersOf(visitor), query: { disableRefresh: true } });
  return found?.user;
}

/** Ends the session with this token. */
export async function endSession({ database }: SessionsNeeds, token: string): Promise<void> {
  await database.session.deleteMany({ where: { token } });
}

/** What better-auth is told of a visitor. */
export function headersOf({ cookie, userAgent, address }: Visitor): Headers {
  const headers = new Headers();
  if (cookie !== undefined) headers.set('cookie', cookie);
  if (userAgent !== undefined) headers.set('user-agent', userAgent);
  if (address !== undefined) headers.set(addressHeader, address);
  return headers;
}
