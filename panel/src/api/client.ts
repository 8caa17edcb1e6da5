import { createTRPCClient, httpBatchLink } from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@waymark/server/api';

/** What each procedure returns. */
export type Outputs = inferRouterOutputs<AppRouter>;

/** Longer than any check of a domain that the server waits for. */
const timeoutMs = 45_000;

/** The server's procedures, called with the session of this browser. */
export const api = createTRPCClient<AppRouter>({
  links: [
    httpBatchLink({
      url: '/trpc',
      maxItems: 20,
      // Queries too: what one names stands in no log of a proxy.
      methodOverride: 'POST',
      fetch: (url, { signal, ...init } = {}) =>
        fetch(url, {
          ...init,
          credentials: 'same-origin',
          signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]),
        } as RequestInit),
    }),
  ],
});
