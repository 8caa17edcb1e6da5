import type { Judgement } from './judging/judge.ts';
import type { Observation } from './observation.ts';

const dayMs = 86_400_000;

/** What the check before found, as it was stored. */
export interface FormerDiagnosis {
  readonly code: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * A record that is on its way for more than a day, with one of the zone's own servers left behind, will not arrive by
 * waiting: that server is named. `details.since` says since when it lags; `at` is in milliseconds since 1970.
 */
export function nameLaggingServer(
  judgement: Judgement,
  { dns }: Observation,
  former: FormerDiagnosis,
  at: number,
): Judgement {
  if (judgement.code !== 'propagating') return judgement;
  const behind = judgement.details['server']?.split(', ') ?? [];
  const own = (dns?.views ?? []).filter(({ role }) => role === 'authoritative').map(({ server }) => server);
  const lagging = behind.filter((server) => own.includes(server));
  if (lagging.length === 0 || lagging.length === own.length) return judgement;
  const server = lagging.join(', ');
  const since = sinceOf(former, lagging) ?? new Date(at).toISOString();
  if (at - Date.parse(since) < dayMs) return { ...judgement, details: { ...judgement.details, since } };
  return { ...judgement, code: 'server_lags', details: { ...judgement.details, server, since } };
}

/** As long as one of the servers that lag now lagged then. */
function sinceOf({ code, details }: FormerDiagnosis, lagging: readonly string[]): string | undefined {
  const { since, server } = details;
  if (code !== 'propagating' && code !== 'server_lags') return undefined;
  if (typeof since !== 'string' || typeof server !== 'string' || Number.isNaN(Date.parse(since))) return undefined;
  return server.split(', ').some((one) => lagging.includes(one)) ? since : undefined;
}
