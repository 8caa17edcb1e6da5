import type { Route } from './routes.data.ts';

/** What a route answers of what its procedure returned: a list is always `{ data, nextCursor }`. */
export function toAnswer({ kind }: Route, output: unknown): unknown {
  if (kind !== 'list' || typeof output !== 'object' || output === null) return output ?? null;
  if ('data' in output) return { nextCursor: null, ...output };
  const [, data] = Object.entries(output).find(([, value]) => Array.isArray(value)) ?? [];
  return { data, nextCursor: null };
}
