import { TRPCError } from '@trpc/server';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { FairShares } from '../net/fair-shares.ts';
import { ApiError } from '../rpc/api-error.ts';
import type { Caller } from '../rpc/caller.ts';
import { bodyLimit } from '../rpc/trpc.ts';
import { type ContextNeeds, contextOf } from './request-context.ts';

/** How many bytes of bodies are kept in memory in all. */
const maxBytes = 64 * 1024 * 1024;

/** What a request costs besides its bytes. */
const leastBytes = 10_000;

/**
 * Bounds the memory that bodies of API requests take: nothing is read for a caller who is not known, and an
 * account gets a fair share of what is kept for all, so that slow or large bodies of one leave room for the others'.
 */
export class Bodies {
  readonly #shares: FairShares;
  readonly #needs: ContextNeeds;
  readonly #callers = new WeakMap<Request, Caller>();
  readonly #refusals = new WeakMap<Request, TRPCError>();
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
    const caller = await this.#findCaller(request);
    if (caller === undefined) request.body = '';
    else this.#take(caller, request, response);
    next();
  };

  /** In the turn in which tRPC begins to read: it would replace what is not UTF-8 without a word. */
  readonly watch: RequestHandler = (request: Request, _response: Response, next: NextFunction) => {
    if (this.callerOf(request) !== undefined) this.#watchEncoding(request);
    next();
  };

  /** The caller of a request whose body may be read, and was not. */
  callerOf(request: Request): Caller | undefined {
    return request.body === '' ? undefined : this.#callers.get(request);
  }

  /** Has the API refuse a request, whose body is not read any more. */
  refuse(request: Request, code: TRPCError['code'], cause?: ApiError): void {
    this.#refusals.set(request, new TRPCError({ code, cause }));
    request.body = '';
  }

  /** Why a request is refused whatever it asks for, if it is. */
  refusalOf(request: Request): TRPCError | undefined {
    // tRPC would also accept forms and files, which no procedure uses.
    if (request.is('json') === false) return new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE' });
    if (isEncoded(request))
      return new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE', cause: new ApiError('encoded_body') });
    if (saysOtherCharset(request))
      return new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE', cause: new ApiError('not_utf8') });
    if (isTooLarge(request)) return new TRPCError({ code: 'PAYLOAD_TOO_LARGE' });
    return this.#refusals.get(request);
  }

  /** Whether a request's body was UTF-8, as far as it was read. */
  isUtf8(request: Request): boolean {
    return !this.#otherEncodings.has(request);
  }

  #take(caller: Caller, request: Request, response: Response): void {
    const bytes = leastBytes + Math.min(lengthOf(request), bodyLimit);
    if (isTooLarge(request)) request.body = '';
    else if (!this.#shares.take(caller.accountId, bytes))
      this.refuse(request, 'TOO_MANY_REQUESTS', new ApiError('too_busy'));
    else {
      this.#callers.set(request, caller);
      response.once('close', () => this.#shares.release(caller.accountId, bytes));
    }
  }

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

  async #findCaller(request: Request): Promise<Caller | undefined> {
    const { key, callerOf, callerOfSession } = contextOf(request, this.#needs);
    const finding = key === undefined ? callerOfSession() : callerOf(key);
    // The API looks again, and says what is wrong.
    return finding.catch(() => undefined);
  }
}

/** Whether a request says that its body is larger than any may be; such a body is not read. */
function isTooLarge(request: Request): boolean {
  return lengthOf(request) > bodyLimit;
}

/** Whether a request says that its body is compressed, or encoded in some other way, which tRPC would not notice. */
function isEncoded(request: Request): boolean {
  const codings = (request.headers['content-encoding'] ?? '').split(',').map((coding) => coding.trim().toLowerCase());
  return request.is('*/*') !== null && codings.some((coding) => coding !== '' && coding !== 'identity');
}

function saysOtherCharset({ headers }: Request): boolean {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(headers['content-type'] ?? '')?.[1];
  return charset !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(charset);
}

/** As many as there may be, where a request does not say it. */
export function lengthOf(request: Request): number {
  return Number(request.headers['content-length'] ?? bodyLimit);
}
