export { classifyDeepLink, type DeepLinkClass } from './deep-links/classify.ts';
export { certificateAfter } from './domains/certificate.ts';
export { afterCheck, type DomainProgress, type FinishedCheck } from './domains/change.ts';
export { type CheckRhythm, slotOf } from './domains/check-schedule.ts';
export type { ConnectRefusal } from './domains/connect.ts';
export {
  type Certificate,
  type DiagnosisCode,
  type DomainStatus,
  diagnoses,
  isDiagnosisCode,
} from './domains/diagnoses.ts';
export { type Turn, turnOf } from './domains/health.ts';
export {
  type HostRefusal,
  type HostRules,
  hostRefusals,
  type TrackingHost,
  trackingHost,
  unicodeHost,
} from './domains/host.ts';
export { isWorthProbing, type Judgement, judge } from './domains/judge.ts';
export { isLoopbackHost, registrableDomain } from './domains/names.ts';
export type {
  CaaRecord,
  CaPolicy,
  DnsFailure,
  DnsSeen,
  HostAnswer,
  HttpsSeen,
  Observation,
  ServerView,
} from './domains/observation.ts';
export { dnsProviderOf } from './domains/panels.ts';
export { demandOwnTarget } from './domains/proof.ts';
export { type CnameRecord, cnameRecord } from './domains/record.ts';
export { type RemovalRefusal, type Standing, standingOf } from './domains/removal.ts';
export { witnessesOf } from './domains/responding-servers.ts';
export type { Action, Verdict } from './links/action.ts';
export { type Finding, type FindingCode, finding, findings, type Severity } from './links/findings.ts';
export { kindOfHost } from './links/hosts.ts';
export { knowingLast } from './links/recent.ts';
export { type LinkAsWritten, type VerdictContext, verdict } from './links/verdict.ts';
export { verdictOfUrl } from './links/verdict-of-url.ts';
export { applyEdits, type Edit, type Span } from './mail/edits.ts';
export type { ScannedLink } from './mail/link-collector.ts';
export { findMergeTags, type MergeTag } from './mail/merge-tags.ts';
export { type Scan, scan } from './mail/scan.ts';
export { type AlertOfDomain, explainAlert } from './sentences/explain-alert.ts';
export { explainAlerts } from './sentences/explain-alerts.ts';
export { explainConnectRefusal } from './sentences/explain-connect.ts';
export { explainDiagnosis, explainHostRefusal } from './sentences/explain-domain.ts';
export { explainEventReason } from './sentences/explain-event-reason.ts';
export { explainFinding } from './sentences/explain-finding.ts';
export { explainOverdue } from './sentences/explain-overdue.ts';
export { explainRecord, type RecordInstructions } from './sentences/explain-record.ts';
export { explainRemovalRefusal } from './sentences/explain-removal.ts';
export type { EventReason, Language, Sentence } from './sentences/types.ts';
export { fillGaps } from './tokens/destination-template.ts';
export { type Mac, portableMac } from './tokens/mac.ts';
export { mergedRecipientId } from './tokens/merged-recipient-id.ts';
export { hashRecipientId, storedRecipientId } from './tokens/recipient-id.ts';
export { decodeKey, encodeKey } from './tokens/signing-key.ts';
export { openToken, sealToken, type TokenContent, type TokenKind } from './tokens/token.ts';
export { type LinkKind, pixelAddress, typicalTokenLength, wrappedLink } from './wrap/addresses.ts';
export { isRecipientTag } from './wrap/carried-tags.ts';
export { type MailingParts, type PreparedParts, prepareMailingParts, renderMailingParts } from './wrap/parts.ts';
export { type Gap, type PreparedMail, prepare, type WrapContext } from './wrap/prepare.ts';
export { type Recipient, render, type Signer, type Wrapping } from './wrap/render.ts';
export type { LinkReport, Report } from './wrap/report.ts';
export { prepareText } from './wrap/text.ts';
export { wrap } from './wrap/wrap.ts';
