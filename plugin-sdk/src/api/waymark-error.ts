import type { ApiErrorCode } from '#api';

/** Codes of errors that happen before a Waymark server has answered, or without one. */
export type LocalErrorCode = 'invalid_server_address' | 'unreachable' | 'invalid_mailing' | 'delivery_refused';

/** Every code of this version; a newer server may send others. */
export type ErrorCode = LocalErrorCode | ApiErrorCode;

/** What is known of a failure beside its code and sentences. */
export interface FailureDetails extends ErrorOptions {
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
}

/** What every failed call throws: a stable code, what was wrong (`message`) and what to do about it (`hint`). */
export class WaymarkError extends Error {
  override readonly name = 'WaymarkError';
  readonly code: ErrorCode | (string & {});
  readonly hint: string;
  /** The HTTP status of the answer; undefined without one. */
  readonly status: number | undefined;
  /** What the server's log calls the request, if it said so. */
  readonly requestId: string | undefined;

  constructor(code: ErrorCode | (string & {}), message: string, hint: string, details: FailureDetails = {}) {
    super(message, details);
    this.code = code;
    this.hint = hint;
    this.status = details.status;
    this.requestId = details.requestId;
  }
}

/** What tRPC throws for a call that failed. */
interface FailedCall {
  readonly data?: { readonly httpStatus?: number; readonly error?: SentError } | null;
  readonly meta?: Record<string, unknown> | undefined;
  readonly cause?: unknown;
}

interface SentError {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly requestId?: string;
}

/** The server's error if it sent one, else `unreachable` with the reason: no connection, no answer in time, not a Waymark server. */
export function asWaymarkError(error: FailedCall, server: string): WaymarkError {
  const sent = error.data?.error;
  const answer = error.meta?.['response'];
  const response = answer instanceof Response ? answer : undefined;
  const details = {
    cause: error,
    status: error.data?.httpStatus ?? response?.status,
    requestId: sent?.requestId ?? response?.headers.get('x-request-id') ?? undefined,
  };
  if (sent) return new WaymarkError(sent.code, sent.message, sent.hint, details);
  return new WaymarkError('unreachable', ...unreachable(error.cause, server), details);
}

function unreachable(cause: unknown, server: string): [message: string, hint: string] {
  if (cause instanceof Error && cause.name === 'TimeoutError')
    return [
      `The Waymark server at ${server} did not answer in time.`,
      'Try again. If this continues, ask whoever operates the server to look at its log.',
    ];
  // By the Fetch standard, fetch rejects with a TypeError only when there is no connection.
  if (cause instanceof TypeError)
    return [
      `The Waymark server at ${server} could not be reached.`,
      'Check the address and your connection, and that the server is running.',
    ];
  return [
    `What answered at ${server} is not a Waymark server.`,
    'Check the address. If it is right, something in between, such as a proxy or a sign-in page, answers in its place.',
  ];
}
