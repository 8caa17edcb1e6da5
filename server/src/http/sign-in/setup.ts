import type { Database } from '@waymark/prisma';
import { type Request, type Response, Router, urlencoded } from 'express';
import { z } from 'zod';
import { setUpOwner, setupTokenWorks } from '../../accounts/setup.ts';
import { ApiError } from '../../rpc/api-error.ts';
import { nameSchema } from '../../rpc/name-schema.ts';
import { passwordLength } from '../../sign-in/auth.ts';
import { emailSchema, hashPassword, passwordSchema } from '../../sign-in/person.ts';
import { signIn } from '../../sign-in/sessions.ts';
import { escapeHtml, sendError, sendPage } from '../page.ts';
import { type ContextNeeds, languageOf } from '../request-context.ts';
import { fieldWords } from './field-words.data.ts';
import { emailField, newPasswordField, problemLine } from './fields.ts';
import { type SessionCookieNeeds, visitorOf } from './session-cookie.ts';
import { type SetupWords, setupWords } from './setup-words.data.ts';

const names = z.object({ account: nameSchema(120), member: nameSchema(120) });
const login = z.object({ email: emailSchema, password: passwordSchema });
/** Scripts that set a server up may do without: then its owner has a key alone. */
const noLogin = z.object({ email: z.literal('').optional(), password: z.literal('').optional() });

/** Dependencies of the set-up page. */
export interface SetupNeeds {
  readonly database: Database;
  /** Where members reach this server. */
  readonly address: string;
  readonly sessions: SessionCookieNeeds;
  readonly whileDatabaseAnswers: ContextNeeds['whileDatabaseAnswers'];
}

type SetupRequest = Request<{ token: string }>;

/** The one-time page that creates the first account, signs its owner in, and shows the owner's key. */
export function setupPages({ database, address, sessions, whileDatabaseAnswers }: SetupNeeds): Router {
  const pages = Router();

  pages.get('/:token', async (request: SetupRequest, response) => {
    if (await whileDatabaseAnswers(setupTokenWorks(database, request.params.token))) ask(request, response);
    else sendLinkUsed(request, response);
  });

  async function setUp(request: SetupRequest, named: z.infer<typeof names>, own: z.infer<typeof login> | undefined) {
    const { token } = request.params;
    if (!own) return { key: await setUpOwner(database, token, named), cookies: undefined };
    const passwordHash = await hashPassword(sessions.auth, own.password);
    const key = await setUpOwner(database, token, named, { email: own.email, passwordHash });
    return { key, cookies: await signIn(sessions, visitorOf(sessions, request), own) };
  }

  pages.post('/:token', urlencoded({ extended: false, limit: '10kb' }), async (request: SetupRequest, response) => {
    const words = setupWords[languageOf(request)];
    const named = names.safeParse(request.body);
    if (!named.success) return ask(request, response, words.namesNeeded);
    const without = noLogin.safeParse(request.body).success;
    const own = login.safeParse(request.body);
    if (!without && !own.success)
      return ask(request, response, fieldWords[languageOf(request)].needed(passwordLength.min));
    try {
      const { key, cookies = [] } = await whileDatabaseAnswers(setUp(request, named.data, own.data));
      if (cookies.length > 0) response.append('set-cookie', [...cookies]);
      sendKey(request, response, { key, address, isSignedIn: cookies.length > 0 });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      sendLinkUsed(request, response);
    }
  });

  return pages;
}

function ask(request: Request, response: Response, problem = ''): void {
  const language = languageOf(request);
  const words = setupWords[language];
  const text = (name: string) => {
    const given: unknown = request.body?.[name];
    return typeof given === 'string' ? given : '';
  };
  const value = (name: string) => `value="${escapeHtml(text(name))}"`;
  const body = `<h1>${words.title}</h1>
    <p class="soft">${words.intro}</p>
    ${problemLine(problem || undefined)}
    <form method="post">
      <label>${words.account} <input name="account" required maxlength="120" placeholder="${words.example}" ${value('account')} autofocus></label>
      <label>${words.member} <input name="member" required maxlength="120" autocomplete="name" ${value('member')}></label>
      ${emailField(language, text('email'))}
      ${newPasswordField(language)}
      <button>${words.make}</button>
    </form>`;
  sendPage(response, problem === '' ? 200 : 400, words.title, body, { language, sendsForms: true });
}

function sendKey(
  request: Request,
  response: Response,
  { key, address, isSignedIn }: { readonly key: string; readonly address: string; readonly isSignedIn: boolean },
): void {
  const language = languageOf(request);
  const words: SetupWords = setupWords[language];
  const body = `<h1>${words.owner}</h1>
    ${isSignedIn ? `<p>${words.signedIn}</p><p><a class="button" href="/">${words.open}</a></p>` : ''}
    <h2>${words.extension}</h2>
    <p>${words.keyOnce}</p>
    <code class="key" data-testid="key">${escapeHtml(key)}</code>
    <ol>
      <li>${words.openExtension}</li>
      <li>${words.enterAddress} <strong>${escapeHtml(address)}</strong></li>
      <li>${words.pasteKey}</li>
    </ol>`;
  sendPage(response, 201, words.owner, body, { language });
}

function sendLinkUsed(request: Request, response: Response): void {
  const language = languageOf(request);
  sendError(response, 404, setupWords[language].linkUsed, new ApiError('setup_link_used'), language);
}
