import {
  createTRPCClientProxy,
  httpBatchLink,
  type Operation,
  splitLink,
  TRPCClientError,
  type TRPCLink,
  type TRPCRequestOptions,
  TRPCUntypedClient,
} from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import type { WaymarkApi } from '#api';
import { retrying } from './retrying.ts';
import { serverAddress } from './server-address.ts';
import { asWaymarkError, WaymarkError } from './waymark-error.ts';

/** How a server is reached, and as whom. */
export interface ClientOptions {
  /** Address of the Waymark server, such as `https://waymark.brand.com`, with its path if it has one. */
  readonly server: string;
  /** A publishable, secret or member's key. */
  readonly key: string;
  /** The id of the project that is meant where a call names none. */
  readonly project?: string;
  /** Used instead of the global `fetch`, for proxies and tests. */
  readonly fetch?: typeof fetch;
  /** Milliseconds until a call fails as `unreachable`, with all its attempts. Default 20,000. */
  readonly timeout?: number;
  /** How often a call is tried again that failed for a moment. Default 2. */
  readonly retries?: number;
}

/** The server's limit of calls per request. */
const maxBatchSize = 20;

/**
 * A client for one server and key. Calls reject with a WaymarkError, or with the reason of their own aborted signal. What only
 * reads is tried again whenever it may help; what changes something only when the server says that it did nothing.
 */
export function createApi({
  server,
  key,
  fetch: send = fetch,
  timeout = 20_000,
  retries = 2,
}: ClientOptions): WaymarkApi {
  const address = serverAddress(server);
  assertKey(key);
  const linkTo = (repeatable: boolean, maxItems: number) => {
    const attempts = retrying(send, { retries, repeatable });
    return httpBatchLink({
      url: `${address}/trpc`,
      headers: ({ opList }) => ({ authorization: `Bearer ${key}`, ...(!repeatable && idempotency(opList[0])) }),
      maxItems,
      // Queries too: URLs stand in the logs of proxies, and what a query names may be a recipient.
      methodOverride: 'POST',
      fetch: (url, init) => attempts(url, { ...init, signal: withTimeout(init?.signal, timeout) }),
    });
  };
  const link: TRPCLink<AnyRouter> = splitLink({
    condition: ({ type }) => type === 'query',
    true: linkTo(true, maxBatchSize),
    // One by one, since each has an idempotency key of its own.
    false: linkTo(false, 1),
  });
  return createTRPCClientProxy(new Client(address, link)) as unknown as WaymarkApi;
}

/** By which a server knows a call again that arrives twice; the same for all attempts. */
function idempotency(operation: Operation): Record<string, string> {
  const given = operation.context['idempotencyKey'];
  return { 'idempotency-key': typeof given === 'string' ? given : randomKey() };
}

/** `randomUUID` exists in secure contexts only. */
const randomKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');

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
  readonly #address: string;

  constructor(address: string, link: TRPCLink<AnyRouter>) {
    super({ links: [link] });
    this.#address = address;
  }

  override query(path: string, input?: unknown, options?: TRPCRequestOptions): Promise<unknown> {
    return super.query(path, input, options).catch((error: unknown) => this.#fail(error, options?.signal));
  }

  override mutation(path: string, input?: unknown, options?: TRPCRequestOptions): Promise<unknown> {
    return super.mutation(path, input, options).catch((error: unknown) => this.#fail(error, options?.signal));
  }

  #fail(error: unknown, signal: AbortSignal | undefined): never {
    signal?.throwIfAborted();
    if (error instanceof TRPCClientError) throw asWaymarkError(error, this.#address);
    throw error;
  }
}
