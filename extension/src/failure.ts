import { RequestFailed } from './messaging.ts';
import type { Failure } from './protocol.ts';

/** Any error in the shape that problems are shown from. */
export function asFailure(error: unknown): Failure {
  if (error instanceof RequestFailed) return error.failure;
  return { code: 'unexpected', message: error instanceof Error ? error.message : String(error), advice: '' };
}
