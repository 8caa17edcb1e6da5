import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Attempts } from '../../sign-in/attempts.ts';
import type { Auth } from '../../sign-in/auth.ts';
import type { SignInMails } from '../../sign-in/mails.ts';
import type { Provider } from '../../sign-in/provider.ts';
import { signIn, signOut } from '../../sign-in/sessions.ts';
import { escapeHtml, sendPage } from '../page.ts';
import { type ContextNeeds, languageOf } from '../request-context.ts';
import { emailField, problemLine } from './fields.ts';
import { nextPath } from './next-path.ts';
import { ownForm } from './own-form.ts';
import { type SessionCookieNeeds, visitorOf } from './session-cookie.ts';
import { signInWords } from './words.data.ts';

/** Dependencies of the pages of sign-in. */
export interface SignInPageNeeds {
  readonly sessions: SessionCookieNeeds;
  readonly attempts: Attempts;
  readonly mails: Pick<SignInMails, 'canMail' | 'mailReset'>;
  /** A provider with which people sign in besides passwords. */
  readonly provider: (Provider & { readonly auth: Auth }) | undefined;
  readonly now: () => Date;
  /** Where members reach this server. */
  readonly address: string;
  readonly whileDatabaseAnswers: ContextNeeds['whileDatabaseAnswers'];
}

const form = z.object({
  email: z.string().trim().toLowerCase().min(1).max(254),
  password: z.string().min(1).max(1000),
});

const problems = z.enum(['unreached', 'noMember']);

/** /sign-in and /sign-out. */
export function signInPages({ sessions, attempts, provider, whileDatabaseAnswers }: SignInPageNeeds): Router {
  const pages = Router();

  pages.get('/sign-in', (request, response) => {
    const words = signInWords[languageOf(request)];
    const code = problems.safeParse(request.query['problem']).data;
    const problem = code && words[code](provider?.name ?? '');
    sendSignIn(request, response, { status: 200, next: nextPath(request.query['next']), problem, provider });
  });

  pages.post('/sign-in', ...ownForm, async (request, response) => {
    const words = signInWords[languageOf(request)];
    const next = nextPath(request.body?.next);
    const given = form.safeParse(request.body).data;
    const refuse = (status: number, problem: string) =>
      sendSignIn(request, response, { status, next, email: given?.email, problem, provider });
    if (!given) return refuse(401, words.wrong);
    const visitor = visitorOf(sessions, request);
    const seconds = await whileDatabaseAnswers(attempts.signIn(given.email, visitor.address));
    if (seconds !== undefined) {
      response.set('retry-after', String(seconds));
      return refuse(429, words.tooOften(Math.ceil(seconds / 60)));
    }
    const cookies = await whileDatabaseAnswers(signIn(sessions, visitor, given));
    if (!cookies) return refuse(401, words.wrong);
    await whileDatabaseAnswers(attempts.signedIn(given.email, visitor.address));
    response.append('set-cookie', [...cookies]).redirect(303, next);
  });

  pages.post('/sign-out', ...ownForm, async (request, response) => {
    const cookies = await whileDatabaseAnswers(signOut(sessions, visitorOf(sessions, request)));
    response.append('set-cookie', [...cookies]).redirect(303, '/sign-in');
  });

  return pages;
}

interface SignInState {
  readonly status: number;
  readonly next: string;
  readonly email?: string | undefined;
  readonly problem?: string | undefined;
  readonly provider: Provider | undefined;
}

function sendSignIn(request: Request, response: Response, state: SignInState): void {
  const { status, next, email, problem, provider } = state;
  const language = languageOf(request);
  const words = signInWords[language];
  const body = `<h1>${words.signIn}</h1>
    ${problemLine(problem)}
    ${provider ? providerLink(words.with(provider.name), words.or, next) : ''}
    <form method="post" action="/sign-in">
      <input type="hidden" name="next" value="${escapeHtml(next)}">
      ${emailField(language, email, { focus: problem === undefined })}
      <label>${words.password} <input name="password" type="password" required maxlength="1000" autocomplete="current-password"${problem === undefined ? '' : ' autofocus'}></label>
      <button>${words.signIn}</button>
    </form>
    <p class="after"><a href="/forgotten">${words.forgotten}</a></p>`;
  sendPage(response, status, words.signIn, body, { language, sendsForms: true });
}

function providerLink(label: string, or: string, next: string): string {
  const path = `/sign-in/provider?next=${encodeURIComponent(next)}`;
  return `<p><a class="button wide" href="${escapeHtml(path)}">${escapeHtml(label)}</a></p><p class="or soft"><span>${or}</span></p>`;
}
