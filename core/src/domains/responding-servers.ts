import type { Observation } from './observation.ts';

/** How many different servers said something about the host, whatever it was: what one alone says may be its own mistake. */
export function countRespondingServers({ dns }: Pick<Observation, 'dns'>): number {
  const heard = (dns?.views ?? []).filter(({ answer }) => answer.kind !== 'failure');
  return new Set(heard.map(({ server }) => server)).size;
}
