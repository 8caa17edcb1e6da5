import { type DomainStatus, diagnoses, isDiagnosisCode } from '../diagnoses.ts';

/** The states of a tracking domain that people tell apart: its three statuses, just added, and verified while something is wrong. */
export const domainStates = ['waiting', 'not_verified', 'pending', 'verified', 'troubled'] as const;
export type DomainState = (typeof domainStates)[number];

/** Diagnoses of a domain in which nothing is wrong. */
export const untroubledCodes: readonly string[] = Object.entries(diagnoses)
  .filter(([, { status, ...diagnosis }]) => status === 'verified' && !('warning' in diagnosis))
  .map(([code]) => code);

/** The state of a domain with a status and the code of its diagnosis, which is null before the first check. */
export function domainState(status: DomainStatus, code: string | null): DomainState {
  if (status !== 'verified') return code === null ? 'waiting' : status;
  // A later version of the server may know codes that this one does not.
  const isTroubled = code !== null && isDiagnosisCode(code) && !untroubledCodes.includes(code);
  return isTroubled ? 'troubled' : 'verified';
}
