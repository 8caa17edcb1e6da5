import { type Request, type Response, Router } from 'express';
import { admit, providerId } from '../../sign-in/provider.ts';
import { personOfSession, signOut, startWithProvider } from '../../sign-in/sessions.ts';
import { nextPath } from './next-path.ts';
import type { SignInPageNeeds } from './pages.ts';
import { visitorOf } from './session-cookie.ts';

/** Where the provider sends people back to; the rest of better-auth's routes cannot be reached. */
const callbackPath = `/auth/callback/${providerId}`;

/** Signing in with the provider that the operator has set, if there is one. */
export function providerPages({ sessions, address, provider, whileDatabaseAnswers }: SignInPageNeeds): Router {
  const pages = Router();
  if (provider === undefined) return pages;

  // A link and no form: browsers apply the policy of a page to where its forms are redirected, too.
  pages.get('/sign-in/provider', async (request, response) => {
    const next = nextPath(request.query['next']);
    const started = await whileDatabaseAnswers(startWithProvider(provider, visitorOf(sessions, request), next));
    if (!started) return response.redirect(303, '/sign-in?problem=unreached');
    response
      .append('set-cookie', [...started.cookies])
      .set('cache-control', 'no-store')
      .redirect(303, started.url);
  });

  pages.get(callbackPath, async (request: Request, response: Response) => {
    const visitor = visitorOf(sessions, request);
    const headers = new Headers(visitor.cookie === undefined ? {} : { cookie: visitor.cookie });
    const url = new URL(request.originalUrl, address);
    const answer = await whileDatabaseAnswers(provider.auth.handler(new Request(url, { headers })));
    const cookies = answer.headers.getSetCookie();
    response.append('set-cookie', cookies).set('cache-control', 'no-store');
    const cookie = cookies.map((one) => one.split(';')[0]).join('; ');
    const person = await whileDatabaseAnswers(personOfSession(sessions, { ...visitor, cookie }));
    if (!person) return response.redirect(303, '/sign-in?problem=unreached');
    if (await whileDatabaseAnswers(admit(sessions.database, provider, person.id)))
      return response.redirect(303, pathIn(answer.headers.get('location'), address));
    response.append('set-cookie', [...(await whileDatabaseAnswers(signOut(sessions, { ...visitor, cookie })))]);
    response.redirect(303, '/sign-in?problem=noMember');
  });

  return pages;
}

function pathIn(location: string | null, address: string): string {
  if (location === null) return '/';
  return nextPath(location.startsWith(`${address}/`) ? location.slice(address.length) : location);
}
