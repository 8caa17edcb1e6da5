import { RequestFailed } from './messaging.ts';
import type { ErrorReport } from './protocol.ts';

/** Any error in the shape that problems are shown from. */
export function asErrorReport(error: unknown): ErrorReport {
  if (error instanceof RequestFailed) return error.report;
  return { code: 'unexpected', message: error instanceof Error ? error.message : String(error), hint: '' };
}
