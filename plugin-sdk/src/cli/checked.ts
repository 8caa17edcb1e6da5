import type { explainFinding, Finding, Report } from '@waymark/core';

/** A mail that was read, and what was found in it. */
export interface Checked {
  readonly file: string;
  readonly source: string;
  readonly report: Report;
}

/** A finding in the language that was asked for. */
export type Say = (finding: Finding) => ReturnType<typeof explainFinding>;
