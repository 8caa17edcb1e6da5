import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { Language } from '@waymark/core';
import type { RequestLog } from '../observability/log.ts';
import type { ErrorReport } from '../rpc/api-error.ts';
import { type ApiErrorCode, apiErrors } from '../rpc/api-errors.data.ts';
import { apiErrorOf } from '../rpc/internal-error.ts';
import { asApiError } from '../rpc/trpc.ts';

/** An error as REST answers it: `{ error: … }`, on every route. */
export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly error: ErrorReport & { readonly requestId: string } };
}

/** Statuses that say more than those of tRPC, which notices some of these in the middle of a call. */
const statuses: Partial<Record<ApiErrorCode, number>> = { not_utf8: 415 };

/** An error that another thread has put into words. */
export class ReportedError extends Error {
  readonly report: ErrorReport;
  readonly retryAfter: string | undefined;

  constructor(report: ErrorReport, retryAfter: string | undefined) {
    super(report.message);
    this.report = report;
    this.retryAfter = retryAfter;
  }
}

/** What is answered when a call ended with an error, whatever it is. */
export function errorAnswerOf(
  error: unknown,
  { language, requestId, log }: { readonly language: Language; readonly requestId: string; readonly log: RequestLog },
): ErrorAnswer {
  const { report, retryAfter } = explain(error, { language, log });
  const { code } = report;
  const thrown = error instanceof TRPCError ? error : new TRPCError({ code: apiErrors[code].kind });
  return {
    status: statuses[code] ?? getHTTPStatusCodeFromError(thrown),
    headers: {
      ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
      ...(apiErrors[code].kind === 'UNAUTHORIZED' && { 'www-authenticate': 'Bearer' }),
    },
    body: { error: { ...report, requestId } },
  };
}

function explain(
  error: unknown,
  { language, log }: { readonly language: Language; readonly log: RequestLog },
): Pick<ReportedError, 'report' | 'retryAfter'> {
  if (error instanceof ReportedError) return error;
  const apiError = error instanceof TRPCError ? asApiError(error, { log }) : apiErrorOf(error, log);
  return { report: apiError.report(language), retryAfter: apiError.retryAfter?.toString() };
}
