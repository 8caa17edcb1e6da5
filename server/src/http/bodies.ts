import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { FairShares } from '../net/fair-shares.ts';
import { bodyLimit } from '../rpc/trpc.ts';
import { type ContextNeeds, contextOf } from './request-context.ts';

/** How many bytes of bodies are kept in memory in all. */
const maxBytes = 64 * 1024 * 1024;

/** What a request costs besides its bytes. */
const leastBytes = 10_000;

/**
 * Bounds the memory that bodies of API requests take: nothing is read for a caller without a key that is known, and an
 * account gets a fair share of what is kept for all, so that slow or large bodies of one leave room for the others'.
 */
export class Bodies {
  readonly #shares: FairShares;
  readonly #needs: ContextNeeds;
  readonly #refused = new WeakSet<Request>();
  readonly #otherEncodings = new WeakSet<Request>();

  constructor(needs: ContextNeeds, limit = maxBytes) {
    this.#needs = needs;
    this.#shares = new FairShares(limit);
  }

  /** Before a body is read. A request that is let through without its body is refused by the API, whatever it asks for. */
  readonly admit: RequestHandler = async (request: Request, response: Response, next: NextFunction) => {
    if (request.readableEnded) {
      // tRPC takes a request that never had a body stream (see listener.ts) for one whose body was already consumed.
      request.body = undefined;
      return next();
    }
    const accountId = await this.#accountOf(request);
    if (accountId === undefined) request.body = '';
    else this.#take(accountId, request, response);
    next();
  };

  /** Whether a request's body was not read because its account has no room left. */
  isRefused(request: Request): boolean {
    return this.#refused.has(request);
  }

  /** Whether a request's body was UTF-8, as far as it was read. */
  isUtf8(request: Request): boolean {
    return !this.#otherEncodings.has(request);
  }

  #take(accountId: string, request: Request, response: Response): void {
    const bytes = leastBytes + Math.min(lengthOf(request), bodyLimit);
    if (isTooLarge(request)) request.body = '';
    else if (!this.#shares.take(accountId, bytes)) {
      this.#refused.add(request);
      request.body = '';
    } else {
      response.once('close', () => this.#shares.release(accountId, bytes));
      this.#watchEncoding(request);
    }
  }

  /** tRPC's reader, which is attached in the same turn, would replace what is not UTF-8 without a word. */
  #watchEncoding(request: Request): void {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const check = (part?: Buffer) => {
      try {
        decoder.decode(part, { stream: part !== undefined });
      } catch {
        this.#otherEncodings.add(request);
        request.off('data', check);
        request.off('end', check);
      }
    };
    request.on('data', check).on('end', check);
  }

  async #accountOf(request: Request): Promise<string | undefined> {
    const { key, callerOf } = contextOf(request, this.#needs);
    if (key === undefined) return undefined;
    // The API looks the key up again, and says what is wrong.
    const caller = await callerOf(key).catch(() => undefined);
    return caller?.accountId;
  }
}

/** Whether a request says that its body is larger than any may be; such a body is not read. */
export function isTooLarge(request: Request): boolean {
  return lengthOf(request) > bodyLimit;
}

function lengthOf(request: Request): number {
  return Number(request.headers['content-length'] ?? bodyLimit);
}
