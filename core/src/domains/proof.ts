import type { Judgement } from './judging/judge.ts';
import { asStored } from './names.ts';
import type { Observation } from './observation.ts';

/**
 * The judgement of a host that belonged to another account before. Address records that point to us may be left over
 * from that account, so they prove nothing: only a CNAME record with this domain's own target, which is new, shows who
 * controls the host now.
 */
export function demandOwnTarget(judgement: Judgement, { host, target, dns }: Observation): Judgement {
  const proven = dns === null || dns.chain.includes(asStored(target));
  if (proven || judgement.transient || judgement.status === 'not_verified') return judgement;
  const { name = '', zone = '' } = judgement.details;
  const details = { host, name, zone, target };
  return { status: 'not_verified', code: 'missing', details, transient: false, certificate: 'refuse' };
}
