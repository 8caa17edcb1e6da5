import {
  createTRPCClientProxy,
  httpBatchLink,
  TRPCClientError,
  type TRPCRequestOptions,
  TRPCUntypedClient,
} from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import type { WaymarkApi } from '#api';
import { asWaymarkError, WaymarkError } from './waymark-error.ts';

export interface ClientOptions {
  /** Address of the Waymark server, such as `https://waymark.brand.com`. */
  readonly server: string;
  /** A publishable, secret or member's key. */
  readonly key: string;
  /** Used instead of the global `fetch`, for proxies and tests. */
  readonly fetch?: typeof fetch;
  /** Milliseconds until a call fails as `unreachable`. Default 20,000. */
  readonly timeout?: number;
}

/** The server's limit of calls per request. */
const maxBatchSize = 20;

/** A client for one server and key. Calls reject with a WaymarkError, or with the reason of their own aborted signal. */
export function createApi({ server, key, fetch: send = fetch, timeout = 20_000 }: ClientOptions): WaymarkApi {
  const origin = serverOrigin(server);
  assertKey(key);
  const link = httpBatchLink({
    url: `${origin}/trpc`,
    headers: { authorization: `Bearer ${key}` },
    maxItems: maxBatchSize,
    // Queries too: URLs stand in the logs of proxies, and what a query names may be a recipient.
    methodOverride: 'POST',
    fetch: (url, init) => send(url, { ...init, signal: withTimeout(init?.signal, timeout) }),
  });
  return createTRPCClientProxy(new Client(origin, link)) as unknown as WaymarkApi;
}

/** The origin of an http or https address, whose path is ignored; throws `invalid_server_address` for anything else. */
function serverOrigin(address: string): string {
  const url = URL.parse(address.trim());
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.origin;
  throw new WaymarkError(
    'invalid_server_address',
    `“${address}” is not the address of a server.`,
    'Enter it in full, as https://waymark.brand.com or http://localhost:8080.',
  );
}

/** Without a key every call would be refused; a key that is missing is most often a setting that is. */
function assertKey(key: unknown): void {
  if (typeof key === 'string' && key.trim() !== '') return;
  throw new WaymarkError(
    'not_signed_in',
    `No key was given: it is ${key === undefined || key === null ? String(key) : typeof key === 'string' ? 'empty' : `of type ${typeof key}`}.`,
    'Hand in a publishable, secret or member’s key, and check the setting that it comes from.',
  );
}

function withTimeout(signal: AbortSignal | null | undefined, timeout: number): AbortSignal {
  const deadline = AbortSignal.timeout(timeout);
  return signal ? AbortSignal.any([signal, deadline]) : deadline;
}

class Client extends TRPCUntypedClient<AnyRouter> {
  readonly #origin: string;

  constructor(origin: string, link: ReturnType<typeof httpBatchLink<AnyRouter>>) {
    super({ links: [link] });
    this.#origin = origin;
  }

  override query(path: string, input?: unknown, options?: TRPCRequestOptions): Promise<unknown> {
    return super.query(path, input, options).catch((error: unknown) => this.#fail(error, options?.signal));
  }

  override mutation(path: string, input?: unknown, options?: TRPCRequestOptions): Promise<unknown> {
    return super.mutation(path, input, options).catch((error: unknown) => this.#fail(error, options?.signal));
  }

  #fail(error: unknown, signal: AbortSignal | undefined): never {
    signal?.throwIfAborted();
    if (error instanceof TRPCClientError) throw asWaymarkError(error, this.#origin);
    throw error;
  }
}
