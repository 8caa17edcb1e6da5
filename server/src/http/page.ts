import { createHash } from 'node:crypto';
import type { Language } from '@waymark/core';
import type { ErrorRequestHandler, Response } from 'express';
import type { Log } from '../observability/log.ts';
import { ApiError } from '../rpc/api-error.ts';
import { isDatabaseAway } from '../rpc/database-away.ts';
import { internalError } from '../rpc/internal-error.ts';

const commonStyle = `
:root { color-scheme: light dark; --ink: #1d2733; --paper: #fff; --soft: #5b6877; --line: #d8dee6; --accent: #0b6e5f; --ground: #f3f5f7 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --paper: #1a2129; --soft: #9aa7b5; --line: #36414d; --accent: #4cc3ae; --ground: #11161b } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 34rem; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 32px }
h1 { margin: 0 0 8px; font-size: 1.4rem; line-height: 1.25 }
p { margin: 0 0 16px } .soft { color: var(--soft) }
label { display: block; margin: 16px 0 0; font-weight: 600 }
input { display: block; width: 100%; margin-top: 6px; padding: 10px 12px; font: inherit; font-weight: 400; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 8px }
h2 { margin: 24px 0 8px; font-size: 1.1rem }
.hint { margin: 6px 0 0; font-size: .9rem }
button, .button { display: inline-block; text-decoration: none; margin-top: 24px; padding: 10px 18px; font: inherit; font-weight: 600; color: var(--paper); background: var(--accent); border: 0; border-radius: 8px; cursor: pointer }
p .button { margin-top: 0 }
a { color: var(--accent) } a.button { color: var(--paper) } .after { margin: 24px 0 0 } button.quiet { background: transparent; color: inherit; border: 1px solid var(--line) } .wide { width: 100%; text-align: center }
.or { display: flex; align-items: center; gap: 12px; margin: 20px 0 0 } .or::before, .or::after { content: ''; flex: 1; border-top: 1px solid var(--line) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
code.key { display: block; padding: 12px; margin: 0 0 16px; overflow-wrap: anywhere; user-select: all; border: 1px solid var(--line); border-radius: 8px; background: var(--ground) }
ol { padding-left: 1.2rem; margin: 0 } li { margin: 6px 0 }
.error { color: #b3261e } @media (prefers-color-scheme: dark) { .error { color: #ff9c93 } }
`;

/** When to ask again a server whose database is away, in seconds. */
export const retryAfter = '5';

/** Escapes text, so that a page shows it unchanged, whatever it contains. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** What a page has besides its body: its language, and what the browser may run and draw with besides the common style. */
export interface PageOptions {
  readonly language?: Language;
  readonly style?: string;
  readonly script?: string;
  /** Over plain http, a form says that it is our own only when this page may say where it is from, to us alone. */
  readonly sendsForms?: boolean;
}

/** Sends one of the server's few pages: no external resources, no script but the one that is given, never cached. */
export function sendPage(
  response: Response,
  status: number,
  title: string,
  body: string,
  { language = 'en', style: ownStyle = '', script = '', sendsForms = false }: PageOptions = {},
): void {
  const styles = [commonStyle, ownStyle].filter((one) => one !== '');
  const scriptSource = script === '' ? '' : ` script-src ${hashSource(script)};`;
  response
    .status(status)
    .set({
      'content-security-policy': `default-src 'none'; style-src ${styles.map(hashSource).join(' ')};${scriptSource} form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
      'cache-control': 'no-store',
      'referrer-policy': sendsForms ? 'same-origin' : 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .type('html')
    .send(
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>${styles.map((one) => `<style>${one}</style>`).join('')}</head><body><main>${body}</main>${script && `<script>${script}</script>`}</body></html>`,
    );
}

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Explains what went wrong and what to do. */
export function sendError(
  response: Response,
  status: number,
  title: string,
  error: ApiError,
  language: Language = 'en',
): void {
  const { message, hint } = error.report(language);
  if (status === 503) response.set('retry-after', retryAfter);
  sendPage(
    response,
    status,
    title,
    `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(message)}</p><p class="soft">${escapeHtml(hint)}</p>`,
    { language },
  );
}

/** Express's own error page contains a stack trace; this one contains a sentence. */
export function answerPageError(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = clientErrorStatus(error);
    if (status !== undefined) {
      const error = new ApiError('invalid_input', { problem: 'its address or its form cannot be read' });
      return sendError(response, status, 'This request cannot be answered', error);
    }
    if (isDatabaseAway(error)) return sendError(response, 503, 'Not at the moment', new ApiError('database_away'));
    sendError(response, 500, 'Something went wrong', internalError(error, log, 'a page'));
  };
}

/** The status that Express assigns to a request it could not parse, such as a broken percent-encoding. */
export function clientErrorStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return;
  return error.status >= 400 && error.status < 500 ? error.status : undefined;
}
