/** Codes of errors that happen before a Waymark server has answered. All other codes come from the server. */
export type LocalErrorCode = 'invalid_server_address' | 'unreachable';

/** What every failed call throws: a stable code, what was wrong (`message`) and what to do about it (`hint`). */
export class WaymarkError extends Error {
  override readonly name = 'WaymarkError';
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}

/** What tRPC throws for a call that failed. */
interface FailedCall {
  readonly data?: {
    readonly error?: { readonly code: string; readonly message: string; readonly hint: string };
  } | null;
  readonly cause?: unknown;
}

/** The server's error if it sent one, else `unreachable` with the reason: no connection, no answer in time, not a Waymark server. */
export function asWaymarkError(error: FailedCall, server: string): WaymarkError {
  const sent = error.data?.error;
  if (sent) return new WaymarkError(sent.code, sent.message, sent.hint, { cause: error });
  return new WaymarkError('unreachable', ...unreachable(error.cause, server), { cause: error });
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
