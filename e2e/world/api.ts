import type { World } from '../world.ts';

/** The response to a caller without the SDK. */
export interface ApiAnswer {
  readonly status: number;
  readonly error: unknown;
}

/** Posts a body as it is, to see what becomes of requests that the SDK would never send. */
export async function post(
  { server, key }: Pick<World, 'server' | 'key'>,
  path: string,
  body: BodyInit,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
): Promise<ApiAnswer> {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, ...headers },
    body,
  });
  const answer: { error?: { data?: { error?: unknown } } } = await response.json();
  return { status: response.status, error: answer.error?.data?.error };
}
