import { randomUUID } from 'node:crypto';
import type { RequestLog } from '../observability/log.ts';
import { ApiError } from './api-error.ts';
import { isDatabaseAway } from './database-away.ts';

/** What a caller is told about an error that is not theirs: a number, under which the log says that `what` failed. */
export function internalError(
  error: unknown,
  log: Pick<RequestLog, 'error'> | undefined,
  what = 'a request',
): ApiError {
  const reference = randomUUID();
  log?.error({ reference, error }, `${what} failed`);
  return new ApiError('internal', { reference });
}

/** What a caller is told about an error, whatever it is. */
export function apiErrorOf(error: unknown, log: Pick<RequestLog, 'error'>, what?: string): ApiError {
  if (error instanceof ApiError) return error;
  return isDatabaseAway(error) ? new ApiError('database_away') : internalError(error, log, what);
}
