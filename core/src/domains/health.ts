import type { Certificate, DomainStatus } from './diagnoses.ts';

/** What somebody is alerted to: a domain stopped being in order, or is in order again. */
export type HealthTransition = 'domain.broken' | 'domain.recovered';

interface Condition {
  readonly status: DomainStatus;
  readonly certificate: Certificate;
}

/** What a check changed about a domain's health, if anything. A domain is in order when its links work and the next certificate will be made too. */
export function healthTransition(before: Condition, after: Condition): HealthTransition | null {
  if (inOrder(before) === inOrder(after)) return null;
  return inOrder(after) ? 'domain.recovered' : 'domain.broken';
}

function inOrder({ status, certificate }: Condition): boolean {
  return status === 'verified' && certificate !== 'will_fail';
}
