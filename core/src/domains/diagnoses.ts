export type DomainStatus = 'not_verified' | 'pending' | 'verified';

interface Diagnosis {
  readonly status: DomainStatus;
  /** It says nothing about the domain, only that it could not be seen: alone it never changes a status. */
  readonly transient?: true;
}

/** Everything a check can find out about a tracking domain, with the status that follows: the one list. */
export const diagnoses = {
  ok: { status: 'verified' },
  loopback_only: { status: 'verified' },
  missing: { status: 'not_verified' },
  wrong_target: { status: 'not_verified' },
  shared_target: { status: 'not_verified' },
  other_tenant: { status: 'not_verified' },
  doubled_target: { status: 'not_verified' },
  target_not_a_name: { status: 'not_verified' },
  multiple_cname: { status: 'not_verified' },
  servfail: { status: 'pending', transient: true },
  refused: { status: 'pending', transient: true },
  timeout: { status: 'pending', transient: true },
  resolver_error: { status: 'pending', transient: true },
} as const satisfies Record<string, Diagnosis>;

export type DiagnosisCode = keyof typeof diagnoses;

/** Whether a stored text is a diagnosis of this version. */
export function isDiagnosisCode(text: string): text is DiagnosisCode {
  return Object.hasOwn(diagnoses, text);
}
