import { afterCheck, certificateAfter, type Judgement, type Observation, timeOfDayOf } from '@waymark/core';
import type { RecordedCheck } from './check-recorder.ts';
import type { LeasedDomain } from './leases.ts';

const observation = (host: string): Observation => ({
  host,
  target: 'target.cname.waymark.example',
  cnameZone: 'cname.waymark.example',
  dns: null,
  https: null,
  ca: null,
});

const judgements = {
  ok: { status: 'verified', code: 'ok', transient: false, certificate: 'issue' },
  missing: { status: 'not_verified', code: 'missing', transient: false, certificate: 'refuse' },
  caa_forbids: { status: 'verified', code: 'caa_forbids', transient: false, certificate: 'will_fail' },
  timeout: { status: 'pending', code: 'timeout', transient: true, certificate: 'refuse' },
} as const;

/** A check on which all servers agree, with no jitter in the time of the next one. */
export function madeUpCheck(
  domain: LeasedDomain,
  code: keyof typeof judgements,
  at: Date,
  jitter = 0,
  details: Readonly<Record<string, string>> = { host: domain.host },
): RecordedCheck {
  const judgement: Judgement = { ...judgements[code], details };
  const progress = {
    status: domain.status,
    unfinished: domain.failedChecks,
    unfinishedSince: domain.unfinishedSince?.getTime() ?? null,
    failedSince: domain.failedSince?.getTime() ?? null,
  };
  const next = afterCheck(
    progress,
    { ...judgement, at: at.getTime(), respondingServers: 2 },
    { timeOfDay: timeOfDayOf(domain.id), jitter },
  );
  const certificate = certificateAfter(domain.certificate, judgement, next.status);
  return { domain, at, observation: observation(domain.host), judgement, next, certificate };
}
