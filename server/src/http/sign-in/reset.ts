import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { ApiError } from '../../rpc/api-error.ts';
import { passwordLength } from '../../sign-in/auth.ts';
import { emailSchema, passwordSchema } from '../../sign-in/person.ts';
import { resetPassword, resetPathFor, resetTokenWorks } from '../../sign-in/reset.ts';
import { sendError, sendPage } from '../page.ts';
import { languageOf } from '../request-context.ts';
import { emailField, newPasswordField, problemLine } from './fields.ts';
import { ownForm } from './own-form.ts';
import type { SignInPageNeeds } from './pages.ts';
import { resetWords } from './reset-words.data.ts';
import { visitorOf } from './session-cookie.ts';

type LinkRequest = Request<{ token: string }>;

/** /forgotten, which mails a link, and /reset/…, the page behind it. */
export function resetPages(needs: SignInPageNeeds): Router {
  const { sessions, now, address, attempts, mails, whileDatabaseAnswers } = needs;
  const resetting = { auth: sessions.auth, database: sessions.database, now };
  const pages = Router();

  pages.get('/forgotten', (request, response) => {
    const language = languageOf(request);
    const words = resetWords[language];
    const body = mails.canMail
      ? `<h1>${words.forgotten}</h1><p>${words.mailed}</p>
        <form method="post" action="/forgotten">${emailField(language, '', { focus: true })}<button>${words.send}</button></form>`
      : `<h1>${words.forgotten}</h1><p>${words.askOperator}</p>`;
    sendPage(response, 200, words.forgotten, body, { language, sendsForms: true });
  });

  pages.post('/forgotten', ...ownForm, async (request, response) => {
    const language = languageOf(request);
    const words = resetWords[language];
    const email = emailSchema.safeParse(request.body?.email).data;
    const visitor = visitorOf(sessions, request);
    const isTooOften = email !== undefined && (await whileDatabaseAnswers(attempts.reset(email, visitor.address)));
    // Nobody learns here who signs in with which address, not even by the time that it takes.
    if (email !== undefined && !isTooOften && mails.canMail) void mail(email, language);
    sendPage(response, 200, words.sent, `<h1>${words.sent}</h1><p>${words.look}</p>`, { language });
  });

  async function mail(email: string, language: 'en' | 'de'): Promise<void> {
    const path = await resetPathFor(resetting, email).catch(() => undefined);
    if (path !== undefined) await mails.mailReset({ id: path, to: email, link: `${address}${path}` }, language);
  }

  pages.get('/reset/:token', async (request: LinkRequest, response) => {
    if (await whileDatabaseAnswers(resetTokenWorks(resetting, request.params.token))) sendReset(request, response);
    else sendOver(request, response);
  });

  pages.post('/reset/:token', ...ownForm, async (request: LinkRequest, response: Response) => {
    const { token } = request.params;
    const given = z.object({ password: passwordSchema }).safeParse(request.body);
    if (!given.success)
      return sendReset(request, response, resetWords[languageOf(request)].tooShort(passwordLength.min));
    try {
      await whileDatabaseAnswers(resetPassword(resetting, token, given.data.password));
      response.redirect(303, '/sign-in');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      sendOver(request, response);
    }
  });

  return pages;
}

function sendReset(request: Request, response: Response, problem?: string): void {
  const language = languageOf(request);
  const words = resetWords[language];
  const body = `<h1>${words.choose}</h1><p>${words.everywhere}</p>${problemLine(problem)}
    <form method="post">${newPasswordField(language, { focus: true })}<button>${words.save}</button></form>`;
  sendPage(response, problem === undefined ? 200 : 400, words.choose, body, { language, sendsForms: true });
}

function sendOver(request: Request, response: Response): void {
  const language = languageOf(request);
  sendError(response, 404, resetWords[language].over, new ApiError('reset_link_used'), language);
}
