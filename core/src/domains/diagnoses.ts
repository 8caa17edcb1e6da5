export type DomainStatus = 'not_verified' | 'pending' | 'verified';

/** Whether a certificate may be issued; `will_fail`: DNS is right, but the certificate authority will refuse. */
export type Certificate = 'issue' | 'refuse' | 'will_fail';

/** A diagnosis and the details its sentence needs besides the record itself. */
export interface Diagnosed {
  readonly code: DiagnosisCode;
  readonly seen?: Readonly<Record<string, string>>;
}

interface Diagnosis {
  readonly status: DomainStatus;
  readonly certificate: Certificate;
  /** The domain works, but something should be fixed. */
  readonly warning?: true;
  /** The domain could not be observed: on its own this never changes a status. */
  readonly transient?: true;
}

const works = { status: 'verified', certificate: 'issue' } as const;
const worksFor = { ...works, warning: true } as const;
const noCertificate = { status: 'verified', certificate: 'will_fail', warning: true } as const;
const wrong = { status: 'not_verified', certificate: 'refuse' } as const;
const unseen = { status: 'pending', certificate: 'refuse', transient: true } as const;
const noHttps = { status: 'pending', certificate: 'issue' } as const;

/** Every result of a check of a tracking domain, with its consequences; the only list of them. */
export const diagnoses = {
  ok: works,
  ok_chain: works,
  loopback_only: { status: 'verified', certificate: 'refuse' },
  chain_long: worksFor,
  wildcard: worksFor,
  address_instead_of_cname: worksFor,
  flattened: worksFor,
  proxied: worksFor,
  cname_and_other_data: worksFor,
  caa_forbids: noCertificate,
  caa_unanswered: noCertificate,
  caa_operator: noCertificate,
  missing: wrong,
  domain_missing: wrong,
  wrong_target: wrong,
  wrong_target_wildcard: wrong,
  shared_target: wrong,
  other_tenant: wrong,
  doubled_zone: wrong,
  doubled_target: wrong,
  target_not_a_name: wrong,
  address_elsewhere: wrong,
  apex: wrong,
  conflict_mx: wrong,
  multiple_cname: wrong,
  loop: wrong,
  delegated: wrong,
  dnssec_bogus: wrong,
  https_unreachable: noHttps,
  https_certificate: noHttps,
  https_other_server: noHttps,
  propagating: unseen,
  server_lags: unseen,
  address_unproven: unseen,
  unstable: unseen,
  edge_unresolvable: unseen,
  servfail: unseen,
  refused: unseen,
  timeout: unseen,
  lame: unseen,
  resolver_error: unseen,
} as const satisfies Record<string, Diagnosis>;

export type DiagnosisCode = keyof typeof diagnoses;

/** Variants of a diagnosis that have their own sentence; `details.variant` names them. */
export const variants = {
  missing: ['others'],
  wrong_target: ['typo', 'website'],
  address_elsewhere: ['website'],
  flattened: ['unproven'],
  https_unreachable: ['timeout', 'private', 'broken', 'no_route'],
  https_certificate: ['expired', 'wrong_name', 'untrusted'],
} as const satisfies Partial<Record<DiagnosisCode, readonly string[]>>;

type Variants = typeof variants;
export type VariantKey = { [Code in keyof Variants]: `${Code}:${Variants[Code][number]}` }[keyof Variants];

/** Whether a stored text is a diagnosis of this version. */
export function isDiagnosisCode(text: string): text is DiagnosisCode {
  return Object.hasOwn(diagnoses, text);
}
