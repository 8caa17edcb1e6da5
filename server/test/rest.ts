import type { Answer } from './ask.ts';
import type { TestServer } from './test-server.ts';

/** An answer of REST, read. */
export interface RestAnswer extends Omit<Answer, 'text'> {
  // biome-ignore lint/suspicious/noExplicitAny: what is in it is what a test says.
  readonly body: any;
}

/** What is sent: JSON unless it is text or bytes. */
export interface RestAsked {
  readonly key?: string | undefined;
  readonly body?: object | string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls REST as a program does: `POST /mailings`. */
export async function callRest(
  { ask }: Pick<TestServer, 'ask'>,
  call: string,
  { key, body, headers = {} }: RestAsked = {},
): Promise<RestAnswer> {
  const [method = '', path = ''] = call.split(' ');
  const sent = typeof body === 'string' || body instanceof Uint8Array ? body : body && JSON.stringify(body);
  const { text, ...answer } = await ask(`/api/v1${path}`, {
    method,
    headers: {
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(sent !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(sent !== undefined && { body: sent }),
  });
  return { ...answer, body: text === '' ? undefined : JSON.parse(text) };
}
