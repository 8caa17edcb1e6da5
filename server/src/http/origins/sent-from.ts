import type { Request } from 'express';
import { ApiError } from '../../rpc/api-error.ts';
import type { Caller } from '../../rpc/caller.ts';

/**
 * Refuses a program's key that a page of another origin sent, unless it is publishable and allows that origin: whoever
 * opens a page can read a secret key in it. Throws origin_not_allowed, secret_key_in_browser.
 */
export function assertSentFrom({ key, keyKind }: Caller, request: Request): void {
  const origin = request.get('origin');
  if (key === undefined || origin === undefined || isNoPage(origin, request.get('host'))) return;
  // Keys from before were not bound to origins, and a proxy that passes on a browser's headers may be in front of them.
  if (key.former && key.origins.length === 0) return;
  if (keyKind === 'secret') throw new ApiError('secret_key_in_browser', { origin });
  if (!key.origins.includes(origin)) throw new ApiError('origin_not_allowed', { origin });
}

/** Extensions keep their own keys, and our own pages are no others'. */
function isNoPage(origin: string, ownHost: string | undefined): boolean {
  return /^[a-z]+-extension:/.test(origin) || URL.parse(origin)?.host === ownHost;
}
