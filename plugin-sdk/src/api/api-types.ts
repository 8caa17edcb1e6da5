import type { TRPCClient, TRPCClientErrorLike } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@waymark/server/api';

// Imported as `#api`: the package that is published has these types written out, without the server (../build/api-types.ts).

/** The server's procedures as typed calls: `api.domains.list.query()`, `api.projects.create.mutate({ name })`. */
export type WaymarkApi = TRPCClient<AppRouter>;

/** What each procedure takes: `ApiInputs['domains']['add']`. */
export type ApiInputs = inferRouterInputs<AppRouter>;

/** What each procedure returns: `ApiOutputs['domains']['list']`. */
export type ApiOutputs = inferRouterOutputs<AppRouter>;

/** The codes of the server's errors. */
export type ApiErrorCode = NonNullable<TRPCClientErrorLike<AppRouter>['data']>['error']['code'];
