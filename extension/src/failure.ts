import { RequestFailed } from './messaging.ts';
import type { Failure } from './protocol.ts';

/** What to show for an error of any kind. */
export function asFailure(error: unknown): Failure {
  if (error instanceof RequestFailed) return error.failure;
  return { code: 'unexpected', message: error instanceof Error ? error.message : String(error), advice: '' };
}
