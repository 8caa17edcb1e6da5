import type { Judgement } from './judging/judge.ts';
import { asStored } from './names.ts';
import type { Observation } from './observation.ts';

/**
 * The judgement of a host that was another account's before. Addresses that lead to us may be a leftover of theirs, so they
 * count for nothing: only a CNAME record with this domain's own target, which nobody had before, proves who holds the host now.
 */
export function demandOwnTarget(judgement: Judgement, { host, target, dns }: Observation): Judgement {
  const proven = dns === null || dns.chain.includes(asStored(target));
  if (proven || judgement.transient || judgement.status === 'not_verified') return judgement;
  const { name = '', zone = '' } = judgement.details;
  const details = { host, name, zone, target };
  return { status: 'not_verified', code: 'missing', details, transient: false, certificate: 'refuse' };
}
