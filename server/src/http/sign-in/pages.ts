import { type Request, type RequestHandler, type Response, Router, urlencoded } from 'express';
import { z } from 'zod';
import { ApiError } from '../../rpc/api-error.ts';
import { signIn, signOut } from '../../sign-in/sessions.ts';
import { escapeHtml, sendError, sendPage } from '../page.ts';
import { type ContextNeeds, languageOf } from '../request-context.ts';
import { isSameOrigin } from '../same-origin.ts';
import { nextPath } from './next-path.ts';
import { type SessionCookieNeeds, visitorOf } from './session-cookie.ts';
import { signInWords } from './words.data.ts';

/** Dependencies of the pages of sign-in. */
export interface SignInPageNeeds {
  readonly sessions: SessionCookieNeeds;
  readonly whileDatabaseAnswers: ContextNeeds['whileDatabaseAnswers'];
}

const form = z.object({ email: z.string().trim().max(254), password: z.string().max(1000) });

/** Reads a form that a page of our own sent; another site's could sign somebody in as another, or out. */
export const ownForm: readonly RequestHandler[] = [
  (request, response, next) => {
    if (isSameOrigin(request)) return next();
    const error = new ApiError('foreign_origin');
    sendError(response, 403, signInWords[languageOf(request)].foreign, error, languageOf(request));
  },
  urlencoded({ extended: false, limit: '10kb' }),
];

/** /sign-in and /sign-out. */
export function signInPages({ sessions, whileDatabaseAnswers }: SignInPageNeeds): Router {
  const pages = Router();

  pages.get('/sign-in', (request, response) => {
    sendSignIn(request, response, { next: nextPath(request.query['next']) });
  });

  pages.post('/sign-in', ...ownForm, async (request, response) => {
    const next = nextPath(request.body?.next);
    const given = form.safeParse(request.body);
    const signingIn = given.success && signIn(sessions, visitorOf(sessions, request), given.data);
    const cookies = await whileDatabaseAnswers(Promise.resolve(signingIn || undefined));
    if (cookies) return response.append('set-cookie', [...cookies]).redirect(303, next);
    sendSignIn(request, response, { next, email: given.data?.email ?? '', failed: true });
  });

  pages.post('/sign-out', ...ownForm, async (request, response) => {
    const cookies = await whileDatabaseAnswers(signOut(sessions, visitorOf(sessions, request)));
    response.append('set-cookie', [...cookies]).redirect(303, '/sign-in');
  });

  return pages;
}

function sendSignIn(
  request: Request,
  response: Response,
  { next, email = '', failed = false }: { readonly next: string; readonly email?: string; readonly failed?: boolean },
): void {
  const language = languageOf(request);
  const words = signInWords[language];
  const focus = (here: boolean) => (here ? ' autofocus' : '');
  const body = `<h1>${words.signIn}</h1>
    ${failed ? `<p class="error" role="alert">${words.wrong}</p>` : ''}
    <form method="post" action="/sign-in">
      <input type="hidden" name="next" value="${escapeHtml(next)}">
      <label>${words.email} <input name="email" type="email" required maxlength="254" autocomplete="username" value="${escapeHtml(email)}"${focus(!failed)}></label>
      <label>${words.password} <input name="password" type="password" required autocomplete="current-password"${focus(failed)}></label>
      <button>${words.signIn}</button>
    </form>`;
  sendPage(response, failed ? 401 : 200, words.signIn, body, { language, sendsForms: true });
}
