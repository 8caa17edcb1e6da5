import { type Certificate, type Diagnosed, type DiagnosisCode, type DomainStatus, diagnoses } from '../diagnoses.ts';
import { registrableDomain } from '../names.ts';
import type { HttpsSeen, Observation } from '../observation.ts';
import { judgeCaa } from './judge-caa.ts';
import { judgeDns } from './judge-dns.ts';

/** What an observation means. */
export interface Judgement {
  readonly status: DomainStatus;
  readonly code: DiagnosisCode;
  /**
   * Values for the sentence: `host`, `name` and `zone` (where the record belongs), `target` (its required value),
   * `found` (its actual value), and others by code. `variant` selects among the sentences of a code.
   */
  readonly details: Readonly<Record<string, string>>;
  /** The check was inconclusive: callers keep the current status. */
  readonly transient: boolean;
  /** Whether a certificate may be issued; meaningless when transient. */
  readonly certificate: Certificate;
}

/** Judges a check's observation. Case, trailing dots and TTLs do not matter. */
export function judge(observation: Observation): Judgement {
  const { dns, https, ca } = observation;
  if (dns === null) return judgement({ code: 'loopback_only' }, observation);
  const found = judgeDns(observation, dns);
  if (diagnoses[found.code].certificate !== 'issue') return judgement(found, observation);

  const trouble = https && troubleOf(https);
  const refusal = ca && judgeCaa(observation, dns, ca);
  if (refusal !== null) {
    const forbidden = judgement(refusal, observation);
    // A certificate issued before keeps working; without one, none will be issued.
    return trouble === null ? forbidden : { ...forbidden, status: 'pending' };
  }
  return judgement(trouble ?? found, observation);
}

/** Whether a request to the host can add to what DNS said: it points to us, or its addresses may be a proxy's. */
export function isWorthProbing({ code }: Judgement): boolean {
  return diagnoses[code].certificate !== 'refuse' || code === 'address_elsewhere' || code === 'wrong_target';
}

function troubleOf(https: HttpsSeen): Diagnosed | null {
  if (https.kind === 'ours') return null;
  if (https.kind === 'unreachable') {
    return { code: 'https_unreachable', seen: { address: https.address, ...variant(https.reason, 'refused') } };
  }
  if (https.kind === 'certificate') {
    return { code: 'https_certificate', seen: { found: https.seen, ...variant(https.reason, 'handshake') } };
  }
  return { code: 'https_other_server', seen: { status: String(https.status), server: https.server } };
}

function variant(reason: string, plain: string): { variant?: string } {
  return reason === plain ? {} : { variant: reason };
}

function judgement({ code, seen }: Diagnosed, observation: Observation): Judgement {
  const { host, target, dns } = observation;
  const zone = dns?.zone?.name ?? (dns === null ? 'localhost' : (registrableDomain(host) ?? host));
  const name = host === zone ? '@' : host.slice(0, -zone.length - 1);
  const { status, certificate } = diagnoses[code];
  return {
    status,
    code,
    details: { host, name, zone, target, ...seen },
    transient: 'transient' in diagnoses[code],
    certificate,
  };
}
