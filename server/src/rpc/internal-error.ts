import { randomUUID } from 'node:crypto';
import type { RequestLog } from '../observability/log.ts';
import { ApiError } from './api-error.ts';
import { isDatabaseAway } from './database-away.ts';

/** What a caller is told about an error that is not theirs: a number, under which it stands in the log. */
export function internalError(error: unknown, log: Pick<RequestLog, 'error'> | undefined): ApiError {
  const reference = randomUUID();
  log?.error({ reference, error }, 'a request failed');
  return new ApiError('internal', { reference });
}

/** What a caller is told about an error, whatever it is. */
export function apiErrorOf(error: unknown, log: Pick<RequestLog, 'error'>): ApiError {
  if (error instanceof ApiError) return error;
  return isDatabaseAway(error) ? new ApiError('database_away') : internalError(error, log);
}
