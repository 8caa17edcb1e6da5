import type { Language } from '@waymark/core';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { ApiError } from '../../rpc/api-error.ts';
import { nameSchema } from '../../rpc/name-schema.ts';
import { passwordLength } from '../../sign-in/auth.ts';
import { acceptInvitation, findInvitation } from '../../sign-in/invitations.ts';
import { emailSchema, hashPassword, passwordSchema } from '../../sign-in/person.ts';
import { personOfSession, signIn } from '../../sign-in/sessions.ts';
import { escapeHtml, sendError, sendPage } from '../page.ts';
import { languageOf } from '../request-context.ts';
import { fieldWords } from './field-words.data.ts';
import { emailField, nameField, newPasswordField, problemLine } from './fields.ts';
import { invitationWords } from './invitation-words.data.ts';
import { ownForm } from './own-form.ts';
import type { SignInPageNeeds } from './pages.ts';
import { visitorOf } from './session-cookie.ts';

const newcomer = z.object({ name: nameSchema(120), email: emailSchema, password: passwordSchema });

type LinkRequest = Request<{ token: string }>;
type Found = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

/** The page behind an invitation: whoever has its link becomes a member, as who they are signed in as, or as somebody new. */
export function invitationPages({ sessions, now, whileDatabaseAnswers }: SignInPageNeeds): Router {
  const pages = Router();
  const { database, auth } = sessions;

  async function look(request: LinkRequest) {
    const invitation = await findInvitation(database, request.params.token, now());
    return { invitation, person: await personOfSession(sessions, visitorOf(sessions, request)) };
  }

  pages.get('/:token', async (request: LinkRequest, response) => {
    const { invitation, person } = await whileDatabaseAnswers(look(request));
    if (!invitation) return sendOver(request, response);
    sendInvitation(request, response, invitation, { person });
  });

  pages.post('/:token', ...ownForm, async (request: LinkRequest, response: Response) => {
    const { invitation, person } = await whileDatabaseAnswers(look(request));
    if (!invitation) return sendOver(request, response);
    const given = newcomer.safeParse(request.body);
    const problem = person || given.success ? undefined : fieldWords[languageOf(request)].needed(passwordLength.min);
    if (problem !== undefined) return sendInvitation(request, response, invitation, { person, problem });
    try {
      const cookies = await whileDatabaseAnswers(accept(request, person?.id, given.data));
      if (cookies) response.append('set-cookie', [...cookies]);
      response.redirect(303, '/');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === 'invitation_used') return sendOver(request, response);
      sendInvitation(request, response, invitation, { person, problem: sentencesOf(error, languageOf(request)) });
    }
  });

  async function accept(request: LinkRequest, personId: string | undefined, given?: z.infer<typeof newcomer>) {
    const { token } = request.params;
    if (personId !== undefined) return void (await acceptInvitation(database, token, { personId }, now()));
    if (!given) throw new ApiError('invitation_used');
    const { name, email, password } = given;
    const passwordHash = await hashPassword(auth, password);
    await acceptInvitation(database, token, { name, email, passwordHash }, now());
    return signIn(sessions, visitorOf(sessions, request), { email, password });
  }

  return pages;
}

function sendInvitation(
  request: LinkRequest,
  response: Response,
  { account, role, email, member }: Found,
  { person, problem }: { readonly person: { readonly email: string } | undefined; readonly problem?: string },
): void {
  const language = languageOf(request);
  const words = invitationWords[language];
  const given = (name: string, otherwise: string) => {
    const text: unknown = request.body?.[name];
    return typeof text === 'string' ? text : otherwise;
  };
  const signInPath = `/sign-in?next=${encodeURIComponent(`/invitation/${request.params.token}`)}`;
  const fields = person
    ? `<p>${words.as(`<strong>${escapeHtml(person.email)}</strong>`)}</p>`
    : `${nameField(language, given('name', member?.name ?? ''), { focus: true })}
      ${emailField(language, given('email', email ?? ''))}
      ${newPasswordField(language)}`;
  const body = `<h1>${escapeHtml(words.title(account.name))}</h1>
    <p class="soft">${words.roles[role]}</p>
    ${problemLine(problem)}
    <form method="post">${fields}<button>${words.accept}</button></form>
    ${person ? '' : `<p class="after"><a href="${escapeHtml(signInPath)}">${words.signInFirst}</a></p>`}`;
  const title = words.title(account.name);
  sendPage(response, problem === undefined ? 200 : 400, title, body, { language, sendsForms: true });
}

function sendOver(request: Request, response: Response): void {
  const language = languageOf(request);
  sendError(response, 404, invitationWords[language].over, new ApiError('invitation_used'), language);
}

function sentencesOf(error: ApiError, language: Language): string {
  const { message, hint } = error.report(language);
  return `${message} ${hint}`;
}
