import type { Certificate, DomainStatus } from './diagnoses.ts';

/** What somebody has to be told of: a domain stopped being in order, or is in order again. */
export type Turn = 'went_bad' | 'recovered';

interface Condition {
  readonly status: DomainStatus;
  readonly certificate: Certificate;
}

/** What a check turned, if anything. A domain is in order when its links work and the next certificate will be made too. */
export function turnOf(before: Condition, after: Condition): Turn | null {
  if (inOrder(before) === inOrder(after)) return null;
  return inOrder(after) ? 'recovered' : 'went_bad';
}

function inOrder({ status, certificate }: Condition): boolean {
  return status === 'verified' && certificate !== 'will_fail';
}
