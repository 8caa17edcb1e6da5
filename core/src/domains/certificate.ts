import type { Certificate, DomainStatus } from './diagnoses.ts';
import type { Judgement } from './judging/judge.ts';

/**
 * What the question for a certificate is answered from now on. It follows the status that is in force: a check that saw
 * nothing changes no answer, and a domain that stays verified for now keeps what it had.
 */
export function certificateAfter(
  previous: Certificate,
  { transient, certificate }: Pick<Judgement, 'transient' | 'certificate'>,
  status: DomainStatus,
): Certificate {
  if (transient) return previous;
  return certificate === 'refuse' && status === 'verified' ? previous : certificate;
}
