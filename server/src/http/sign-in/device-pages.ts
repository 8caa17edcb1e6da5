import type { Member } from '@waymark/prisma';
import { type Request, type Response, Router, text } from 'express';
import { z } from 'zod';
import { createKey } from '../../accounts/keys.ts';
import { approveCode, denyCode, isCodeOpen } from '../../sign-in/device.ts';
import { callerOfSession, endSession } from '../../sign-in/sessions.ts';
import { escapeHtml, sendPage } from '../page.ts';
import { languageOf } from '../request-context.ts';
import { deviceWords } from './device-words.data.ts';
import { problemLine } from './fields.ts';
import { ownForm } from './own-form.ts';
import type { SignInPageNeeds } from './pages.ts';
import { visitorOf } from './session-cookie.ts';

const tokenAnswer = z.object({ access_token: z.string() });

/**
 * The device flow (RFC 8628), by which the extension gets a key: it asks for a code at /auth/device/code, its member
 * approves that at /device, and it fetches the key at /auth/device/token.
 */
export function devicePages({ sessions, address, attempts, whileDatabaseAnswers }: SignInPageNeeds): Router {
  const pages = Router();
  const { auth, database } = sessions;
  const readText = text({ type: () => true, limit: '10kb' });
  const codeOf = (given: unknown) => (typeof given === 'string' ? given.slice(0, 40) : '');

  pages.get('/device', async (request, response) => {
    const code = codeOf(request.query['user_code']);
    const session = await whileDatabaseAnswers(callerOfSession(sessions, visitorOf(sessions, request)));
    if (!session) return response.redirect(303, `/sign-in?next=${encodeURIComponent(`/device?user_code=${code}`)}`);
    if (code === '') return sendAsk(request, response);
    if (!(await whileDatabaseAnswers(isCodeOpen(sessions, visitorOf(sessions, request), code))))
      return sendAsk(request, response, code, deviceWords[languageOf(request)].unknown);
    sendApprove(request, response, code);
  });

  pages.post('/device', ...ownForm, async (request, response) => {
    const words = deviceWords[languageOf(request)];
    const visitor = visitorOf(sessions, request);
    const code = codeOf(request.body?.user_code);
    const session = await whileDatabaseAnswers(callerOfSession(sessions, visitor));
    const memberId = session?.caller.member?.id;
    if (memberId === undefined) return response.redirect(303, '/sign-in?next=/device');
    if (request.body?.answer === 'deny') {
      await whileDatabaseAnswers(denyCode(sessions, visitor, code));
      return sendEnd(request, response, words.denied, words.deniedMore);
    }
    if (!(await whileDatabaseAnswers(approveCode(sessions, visitor, code, memberId))))
      return sendAsk(request, response, code, words.unknown);
    sendEnd(request, response, words.approved, words.approvedMore);
  });

  /** Hands a call to better-auth, without any cookie: codes are all that counts here. */
  async function pass(request: Request): Promise<globalThis.Response> {
    const headers = { 'content-type': request.headers['content-type'] ?? 'application/json' };
    const body = typeof request.body === 'string' ? request.body : '';
    return auth.handler(new Request(address + request.path, { method: 'POST', headers, body }));
  }

  pages.post('/auth/device/code', readText, async (request, response) => {
    const seconds = await whileDatabaseAnswers(attempts.device(visitorOf(sessions, request).address));
    if (seconds !== undefined) {
      response.set('retry-after', String(seconds));
      return sendJson(response, 429, { error: 'slow_down' });
    }
    const answer = await whileDatabaseAnswers(pass(request));
    sendJson(response, answer.status, await answer.json());
  });

  pages.post('/auth/device/token', readText, async (request, response) => {
    const member = await whileDatabaseAnswers(approvedBy(request.body));
    const answer = await whileDatabaseAnswers(pass(request));
    const said: unknown = await answer.json();
    if (!answer.ok) return sendJson(response, answer.status, said);
    // What approved it was a session; what the extension keeps is a key, which is listed and revoked like any other.
    await whileDatabaseAnswers(endSession(sessions, tokenAnswer.parse(said).access_token));
    if (!member) return sendJson(response, 400, { error: 'access_denied' });
    const name = deviceWords[languageOf(request)].keyName;
    const { id: memberId, accountId } = member;
    const key = await whileDatabaseAnswers(createKey(database, { accountId, memberId, kind: 'member', name }));
    sendJson(response, 200, { access_token: key, token_type: 'Bearer' });
  });

  async function approvedBy(body: unknown): Promise<Member | null | undefined> {
    const deviceCode = deviceCodeIn(body);
    if (deviceCode === undefined) return undefined;
    const found = await database.deviceCode.findUnique({ where: { deviceCode }, include: { member: true } });
    return found?.member;
  }

  return pages;
}

function deviceCodeIn(body: unknown): string | undefined {
  try {
    const code: unknown = JSON.parse(String(body)).device_code;
    return typeof code === 'string' ? code : undefined;
  } catch {
    return undefined;
  }
}

function sendJson(response: Response, status: number, body: unknown): void {
  response.status(status).set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).json(body);
}

function sendAsk(request: Request, response: Response, code = '', problem?: string): void {
  const language = languageOf(request);
  const words = deviceWords[language];
  const body = `<h1>${words.title}</h1><p>${words.ask}</p>${problemLine(problem)}
    <form method="get" action="/device"><label>${words.code} <input name="user_code" required maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false" value="${escapeHtml(code)}" autofocus></label><button>${words.next}</button></form>`;
  sendPage(response, problem === undefined ? 200 : 400, words.title, body, { language, sendsForms: true });
}

function sendApprove(request: Request, response: Response, code: string): void {
  const language = languageOf(request);
  const words = deviceWords[language];
  const body = `<h1>${words.title}</h1><p>${words.compare}</p><code class="key">${escapeHtml(code)}</code><p class="soft">${words.means}</p>
    <form method="post" action="/device"><input type="hidden" name="user_code" value="${escapeHtml(code)}">
      <button name="answer" value="approve">${words.approve}</button> <button class="quiet" name="answer" value="deny">${words.deny}</button></form>`;
  sendPage(response, 200, words.title, body, { language, sendsForms: true });
}

function sendEnd(request: Request, response: Response, title: string, more: string): void {
  sendPage(response, 200, title, `<h1>${title}</h1><p>${more}</p>`, { language: languageOf(request) });
}
