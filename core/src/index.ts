export { type Finding, type FindingCode, finding, findings, type Severity } from './links/findings.ts';
export type { Action, LinkAsWritten, Verdict, VerdictContext } from './links/verdict.ts';
