import { TRPCClientError } from '@trpc/client';
import type { AppRouter } from '@waymark/server/api';
import { t } from '../i18n/t.ts';

/** What went wrong and what to do, in the reader's language. */
export interface ShownError {
  readonly code: string;
  readonly title: string;
  readonly hint: string;
}

/** Any error as it is shown. */
export function shownErrorOf(error: unknown): ShownError {
  const report = error instanceof TRPCClientError ? (error as TRPCClientError<AppRouter>).data?.error : undefined;
  if (report === undefined)
    return { code: 'unreachable', title: t('error.unreachable'), hint: t('error.unreachable.hint') };
  const { code, message, hint } = report;
  if (code === 'not_allowed') return { code, title: t('error.not_allowed'), hint: t('error.not_allowed.hint') };
  return { code, title: message, hint };
}

/** Codes of a session that is not there, or not any more. */
const signedOutCodes = ['not_signed_in', 'unknown_key'];

/** Leads to the page for signing in when there is no session; it leads back here. What was typed is kept: see draft.ts. */
export function leadToSignIn({ code }: ShownError): boolean {
  if (!signedOutCodes.includes(code)) return false;
  const here = location.pathname + location.search;
  location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
  return true;
}
