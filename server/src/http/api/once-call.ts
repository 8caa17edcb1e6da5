import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { OnceCall } from '../../rest/answered-once.ts';
import { ApiError } from '../../rpc/api-error.ts';
import { problemAt } from '../../rpc/input-problems.ts';

const header = 'Idempotency-Key';

/**
 * What a call is told apart by when it is sent again: its `Idempotency-Key`, and what it says, to whom its API key belongs
 * included. Undefined for a call without one. Throws invalid_input for a key that is none.
 */
export function onceCallOf(request: Request, accountId: string, body: Uint8Array): OnceCall | undefined {
  const key = request.get(header);
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new ApiError('invalid_input', { problem: problemAt(header, wellFormed), field: header });
  const said = [request.method, request.originalUrl, request.headers.authorization, ''].join('\n');
  return { accountId, key, hash: new Uint8Array(createHash('sha256').update(said).update(body).digest()) };
}

const wellFormed = {
  en: 'has to have 1 to 255 characters of ASCII, without spaces',
  de: 'muss 1 bis 255 Zeichen ASCII haben, ohne Leerzeichen',
};
