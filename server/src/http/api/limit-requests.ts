import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { ApiError } from '../../rpc/api-error.ts';
import { type ContextNeeds, contextOf } from '../request-context.ts';

/** Dependencies of limiting requests. */
export interface RequestLimit extends ContextNeeds {
  /** How many a key may send in a minute, to each process. */
  readonly requestsPerMinute: number;
}

/**
 * Counts the requests of each key, and says in `RateLimit-*` how many are left. Requests without a key that is known
 * count for the address that they came from, so that trying keys is limited too.
 */
export function limitRequests(needs: RequestLimit): RequestHandler {
  const { requestsPerMinute: limit } = needs;
  return rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-6',
    legacyHeaders: false,
    // It would warn of headers of proxies, which are read elsewhere.
    validate: false,
    keyGenerator: async (request) => {
      const { key, address, callerOf } = contextOf(request, needs);
      const caller = key === undefined ? undefined : await callerOf(key).catch(() => undefined);
      return caller === undefined ? `address ${address}` : `key ${createHash('sha256').update(key!).digest('base64')}`;
    },
    handler: (_request, response, next) => {
      const seconds = String(response.getHeader('ratelimit-reset') ?? 60);
      next(new ApiError('too_many_requests', { limit: String(limit), seconds }));
    },
  });
}
