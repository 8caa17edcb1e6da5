import type { TRPCError } from '@trpc/server';
import { ApiError } from './api-error.ts';

/** How requests are answered by tRPC, in whichever thread. */
export const httpOptions = {
  /** The most calls that the SDK batches into one request. */
  maxBatchSize: 20,
  /** What a query names, such as a recipient, then stands in no URL. */
  allowMethodOverride: true,
  responseMeta: ({ paths, errors }: { paths?: readonly string[] | undefined; errors: readonly TRPCError[] }) => ({
    headers: answerHeaders(paths !== undefined, errors),
  }),
};

/** tRPC sets a content type, except on answers to a request that it could not parse. */
function answerHeaders(readable: boolean, errors: readonly TRPCError[]): Record<string, string> {
  const waits = errors.map(({ cause }) => (cause instanceof ApiError ? cause.retryAfter : undefined));
  const longest = Math.max(...waits.map((seconds) => seconds ?? 0));
  const retry: Record<string, string> = longest > 0 ? { 'retry-after': String(longest) } : {};
  // https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3: what a body may be encoded in.
  const isEncoded = errors.some(({ cause }) => cause instanceof ApiError && cause.code === 'encoded_body');
  const plain: Record<string, string> = isEncoded ? { 'accept-encoding': 'identity' } : {};
  // tRPC's own, and what pages of other origins may read: see http/origins/cross-origin.ts.
  const vary = 'trpc-accept, accept, origin';
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', vary, ...retry, ...plain };
  return readable ? headers : { ...headers, 'content-type': 'application/json' };
}
