import type { Observation } from './observation.ts';

/** How many distinct servers gave a usable answer about the host: a single one may be wrong. */
export function countRespondingServers({ dns }: Pick<Observation, 'dns'>): number {
  const heard = (dns?.views ?? []).filter(({ answer }) => answer.kind !== 'failure');
  return new Set(heard.map(({ server }) => server)).size;
}
