import type { Database } from '@waymark/prisma';
import { type Request, type Response, Router, urlencoded } from 'express';
import { z } from 'zod';
import { setUpOwner, setupTokenWorks } from '../accounts/setup.ts';
import { ApiError } from '../rpc/api-error.ts';
import { nameSchema } from '../rpc/name-schema.ts';
import { escapeHtml, sendError, sendPage } from './page.ts';
import type { ContextNeeds } from './request-context.ts';

const form = z.object({ account: nameSchema(120), member: nameSchema(120) });

/** Dependencies of the set-up page. */
export interface SetupNeeds {
  readonly database: Database;
  /** Where members reach this server. */
  readonly address: string;
  readonly whileDatabaseAnswers: ContextNeeds['whileDatabaseAnswers'];
}

/** The one-time page that creates the first account and shows its owner's key. */
export function setupPages({ database, address, whileDatabaseAnswers }: SetupNeeds): Router {
  const pages = Router();

  pages.get('/:token', async (request: Request<{ token: string }>, response) => {
    if (await whileDatabaseAnswers(setupTokenWorks(database, request.params.token))) askNames(response, 200);
    else linkUsed(response);
  });

  pages.post(
    '/:token',
    urlencoded({ extended: false, limit: '10kb' }),
    async (request: Request<{ token: string }>, response) => {
      const names = form.safeParse(request.body);
      if (!names.success) return askNames(response, 400, 'Both names are needed, with at most 120 characters each.');
      try {
        const key = await whileDatabaseAnswers(setUpOwner(database, request.params.token, names.data));
        showKey(response, key, address);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        linkUsed(response);
      }
    },
  );

  return pages;
}

function askNames(response: Response, status: number, problem = ''): void {
  sendPage(
    response,
    status,
    'Set up Waymark',
    `<h1>Set up Waymark</h1>
    <p class="soft">This link works once. It makes your account and the key you sign in with.</p>
    ${problem && `<p class="error" role="alert">${escapeHtml(problem)}</p>`}
    <form method="post">
      <label>Name of the account <input name="account" required maxlength="120" placeholder="Example Brand" autofocus></label>
      <label>Your name <input name="member" required maxlength="120" autocomplete="name"></label>
      <button>Make the account</button>
    </form>`,
  );
}

function showKey(response: Response, key: string, address: string): void {
  sendPage(
    response,
    201,
    'Your key',
    `<h1>You are the owner</h1>
    <p>This is your key. It is shown <strong>only now</strong>: keep it in a password manager.</p>
    <code class="key" data-testid="key">${escapeHtml(key)}</code>
    <ol>
      <li>Open the Waymark extension in your browser.</li>
      <li>Enter the server's address: <strong>${escapeHtml(address)}</strong></li>
      <li>Paste the key.</li>
    </ol>`,
  );
}

function linkUsed(response: Response): void {
  sendError(response, 404, 'This link no longer works', new ApiError('setup_link_used'));
}
