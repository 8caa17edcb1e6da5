import type { Certificate, DomainStatus } from './diagnoses.ts';

/** What triggers an alert: a domain broke or recovered. */
export type HealthTransition = 'domain.broken' | 'domain.recovered';

interface Condition {
  readonly status: DomainStatus;
  readonly certificate: Certificate;
}

/**
 * How a check changed a domain's health, if at all. A domain is healthy when its links work and its next certificate
 * can be issued.
 */
export function healthTransition(before: Condition, after: Condition): HealthTransition | null {
  if (inOrder(before) === inOrder(after)) return null;
  return inOrder(after) ? 'domain.recovered' : 'domain.broken';
}

function inOrder({ status, certificate }: Condition): boolean {
  return status === 'verified' && certificate !== 'will_fail';
}
