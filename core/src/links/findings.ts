export type Severity = 'error' | 'warning' | 'info';

/** Every finding Waymark can report about a link or a mail, with its default severity; the only list of them. */
export const findings = {
  // the address itself
  malformed: 'warning',
  'missing-scheme': 'warning',
  'protocol-relative': 'warning',
  relative: 'warning',
  placeholder: 'warning',
  'dangerous-scheme': 'error',
  credentials: 'error',
  'too-long': 'error',
  'parser-differential': 'error',
  'glued-word': 'warning',
  'invisible-character': 'error',
  'bidi-control': 'error',
  // the host
  'local-host': 'error',
  'ip-host': 'warning',
  'confusable-host': 'warning',
  // what the link is for
  'merge-tag': 'info',
  'merge-tag-passed': 'info',
  'merge-tag-in-host': 'warning',
  'merge-tag-logic': 'warning',
  'possible-merge-tag': 'warning',
  'encoded-merge-tag': 'warning',
  unsubscribe: 'info',
  'no-track': 'info',
  signed: 'info',
  'already-wrapped': 'info',
  'wrapped-by-scanner-or-shortener': 'warning',
  'one-time': 'warning',
  'text-mismatch': 'warning',
  'insecure-target': 'info',
  'custom-scheme': 'warning',
  'opens-app': 'info',
  'opens-own-app': 'warning',
  'app-breaks': 'warning',
  'app-not-confirmed': 'warning',
  'app-kept': 'info',
  'app-unknown': 'info',
  'app-tracked': 'info',
  'app-left': 'info',
  'app-parameters': 'info',
  'app-parameters-refused': 'warning',
  'utm-added': 'info',
  // the mail as a whole
  'base-href': 'warning',
  'form-action': 'warning',
  'gmail-clip': 'warning',
  'quoted-pixel': 'info',
} as const satisfies Record<string, Severity>;

export type FindingCode = keyof typeof findings;

/** One finding. Details fill the placeholders of its sentence, named as in `sentences/en/findings.ts`. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly details?: Readonly<Record<string, string>>;
}

/** A finding with its default severity, unless the context makes it more or less severe. */
export function finding(
  code: FindingCode,
  details?: Readonly<Record<string, string>>,
  severity: Severity = findings[code],
): Finding {
  return details === undefined ? { code, severity } : { code, severity, details };
}
