import { type DiagnosisCode, type DomainStatus, diagnoses } from './diagnoses.ts';
import { asStored, isWithin } from './names.ts';
import type { Observation } from './observation.ts';
import { cnameRecord } from './record.ts';
import { looksLikeTypo } from './typo.ts';

// A hostile server may answer with thousands of names; a sentence has room for a few.
const mostNames = 5;

/** What an observation means. */
export interface Judgement {
  readonly status: DomainStatus;
  readonly code: DiagnosisCode;
  /**
   * Fills the sentence: `host`, `name` and `zone` (where the record belongs), `target` (what it must say), `found` (what it
   * says now), `typo` (present when `found` is nearly `target`).
   */
  readonly details: Readonly<Record<string, string>>;
  /** Nothing was learned about the domain: a caller keeps the status it had. */
  readonly transient: boolean;
}

/** Says what a check's observation means. Case and trailing dots do not matter. */
export function judge(observation: Observation): Judgement {
  const { target, answer } = observation;
  if (observation.loopback) return judgement('loopback_only', observation);
  if (answer.kind === 'failure') return judgement(answer.failure, observation);
  if (answer.kind !== 'cname') return judgement('missing', observation);
  const names = [...new Set(answer.names.map(asStored))];
  if (names.length === 0) return judgement('missing', observation);
  if (names.length > 1) {
    return judgement('multiple_cname', observation, { found: names.slice(0, mostNames).join(', ') });
  }
  const found = names[0]!;
  const wanted = asStored(target);
  if (found === wanted) return judgement('ok', observation);
  if (!isName(found)) return judgement('target_not_a_name', observation, { found });
  if (found.startsWith(`${wanted}.`)) return judgement('doubled_target', observation, { found });
  // A target's first label is random, so one that is nearly ours was meant to be ours.
  if (looksLikeTypo(found, wanted)) return judgement('wrong_target', observation, { found, typo: 'yes' });
  if (!isWithin(found, asStored(observation.zone))) return judgement('wrong_target', observation, { found });
  return judgement(hasShapeOf(found, wanted) ? 'other_tenant' : 'shared_target', observation, { found });
}

function judgement(code: DiagnosisCode, observation: Observation, seen: Record<string, string> = {}): Judgement {
  const { name, zone, fullName, target } = cnameRecord(observation.host, observation.target);
  const { status } = diagnoses[code];
  return {
    status,
    code,
    details: { host: fullName, name, zone, target, ...seen },
    transient: 'transient' in diagnoses[code],
  };
}

/** Whether it can be the name of a host at all: not a URL, a path or an address, also when a panel appended its zone. */
function isName(found: string): boolean {
  return /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(found) && !/^\d{1,3}(?:\.\d{1,3}){3}(?:\.|$)/.test(found);
}

/** Whether a name of the operator's zone could be the target of another domain: as many labels, the first as long. */
function hasShapeOf(found: string, target: string): boolean {
  const [foundLabels, targetLabels] = [found.split('.'), target.split('.')];
  return foundLabels.length === targetLabels.length && foundLabels[0]!.length === targetLabels[0]!.length;
}
