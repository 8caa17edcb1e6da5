import type { Certificate, DomainStatus } from './diagnoses.ts';
import type { Judgement } from './judging/judge.ts';

/**
 * Whether a certificate may be issued from now on. This follows the status in force: an inconclusive check changes
 * nothing, and a domain that stays verified for now keeps its previous answer.
 */
export function certificateAfter(
  previous: Certificate,
  { transient, certificate }: Pick<Judgement, 'transient' | 'certificate'>,
  status: DomainStatus,
): Certificate {
  if (transient) return previous;
  return certificate === 'refuse' && status === 'verified' ? previous : certificate;
}
