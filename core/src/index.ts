export { deepLinkAddress } from './deep-links/address.ts';
export {
  type Alternative,
  type DeepLinkChoice,
  deepLinkChoices,
  type KnownDeepLink,
  type Obstacle,
} from './deep-links/alternatives.ts';
export { classifyDeepLink, type DeepLinkClass } from './deep-links/classify.ts';
export { type AndroidFile, maxIncludeDepth, readAndroidFile } from './deep-links/files/android-file.ts';
export { type AppleFile, readAppleFile } from './deep-links/files/apple-file.ts';
export type { FileFinding, FileFindingCode } from './deep-links/files/file-findings.ts';
export { associationFile, associationPaths } from './deep-links/hosting/association-files.ts';
export {
  judgePublished,
  type PublishedFile,
  type PublishedFinding,
  type PublishedPlace,
  publishedFindings,
  publishedPlaces,
} from './deep-links/hosting/judge-published.ts';
export { type AppEntry, type AppIdentity, readApp } from './deep-links/hosting/read-app.ts';
export { matchAndroidFile } from './deep-links/matching/match-android.ts';
export { type AppAnswer, matchAppleFile } from './deep-links/matching/match-apple.ts';
export {
  type DeepLinkOutcome,
  type FetchFailure,
  fetchFailures,
  type HostFiles,
  type JudgedDeepLink,
  judgeDeepLink,
  type ListedApp,
  type SeenFile,
} from './deep-links/outcome.ts';
export { deepLinkQuestions } from './deep-links/questions.ts';
export { certificateAfter } from './domains/certificate.ts';
export { afterCheck } from './domains/change.ts';
export { timeOfDayOf } from './domains/check-schedule.ts';
export type { ConnectRefusal } from './domains/connect.ts';
export { type DiagnosisCode, type DomainStatus, isDiagnosisCode } from './domains/diagnoses.ts';
export { healthTransition } from './domains/health.ts';
export { trackingHost, unicodeHost } from './domains/host.ts';
export { type DomainState, domainState, domainStates, untroubledCodes } from './domains/judging/domain-state.ts';
export { isWorthProbing, type Judgement, judge } from './domains/judging/judge.ts';
export { looksLikeTypo } from './domains/judging/typo.ts';
export { nameLaggingServer } from './domains/lagging.ts';
export { isLoopbackHost, registrableDomain } from './domains/names.ts';
export type {
  CaaRecord,
  CaPolicy,
  DnsSeen,
  HostAnswer,
  HttpsSeen,
  Observation,
  ServerView,
} from './domains/observation.ts';
export { dnsProviderOf } from './domains/panels.ts';
export { demandOwnTarget } from './domains/proof.ts';
export { cnameRecord } from './domains/record.ts';
export { type RemovalRefusal, standingOf } from './domains/removal.ts';
export { countRespondingServers } from './domains/responding-servers.ts';
export type { Action } from './links/action.ts';
export type { Finding, FindingCode, Severity } from './links/findings.ts';
export { kindOfHost } from './links/hosts.ts';
export { toLabel } from './links/text/label.ts';
export { parametersAdded, type UtmTemplate, utmVariables } from './links/utm/utm.ts';
export { type LinkAsWritten, type VerdictContext, verdict } from './links/verdict.ts';
export { verdictOfUrl } from './links/verdict-of-url.ts';
export { wordsBesideLink } from './mail/words-beside.ts';
export { type AlertOfDomain, explainAlert, isAlertCode } from './sentences/explain-alert.ts';
export { explainAlerts } from './sentences/explain-alerts.ts';
export { explainAppRefusal, explainPublished } from './sentences/explain-app.ts';
export { explainConnectRefusal } from './sentences/explain-connect.ts';
export { explainDeletion } from './sentences/explain-deletion.ts';
export { explainDiagnosis, explainHostRefusal } from './sentences/explain-domain.ts';
export { explainEventReason } from './sentences/explain-event-reason.ts';
export { explainOverdue } from './sentences/explain-overdue.ts';
export { explainRecord } from './sentences/explain-record.ts';
export { explainRemovalRefusal } from './sentences/explain-removal.ts';
export { explainAlternative } from './sentences/mails/explain-alternative.ts';
export { explainAppAnswer, explainDeepLink, explainFileFinding } from './sentences/mails/explain-deep-link.ts';
export { explainFinding } from './sentences/mails/explain-finding.ts';
export { explainHtmlProblem } from './sentences/mails/explain-html-problem.ts';
export { explainLookAlike } from './sentences/mails/explain-look-alike.ts';
export { explainChange, explainProof } from './sentences/mails/explain-proof.ts';
export { sayDate } from './sentences/say-date.ts';
export type { EventReason, Language, LinksChoice, ProofCode, Sentence } from './sentences/types.ts';
export { fillSlots } from './tokens/destination-template.ts';
export { type Mac, portableMac } from './tokens/mac.ts';
export { mergedRecipientId } from './tokens/merged-recipient-id.ts';
export { hashRecipientId, storedRecipientId } from './tokens/recipient-id.ts';
export { decodeKey, encodeKey } from './tokens/signing-key.ts';
export { openToken, sealToken, type TokenContent, type TokenKind } from './tokens/token.ts';
export { typicalTokenLength, wrappedLink } from './wrap/addresses.ts';
export { isRecipientTag } from './wrap/carried-tags.ts';
export { htmlProblem } from './wrap/html-problem.ts';
export { hasTooManyLinks, maxLinks, maxLinksInMail } from './wrap/limits.ts';
export {
  type MailingParts,
  type PreparedParts,
  prepareMailingParts,
  type RenderableParts,
  renderMailingParts,
} from './wrap/parts.ts';
export { isGap, type PreparedMail, prepare, type WrapContext } from './wrap/prepare.ts';
export {
  type Change,
  type CompareOptions,
  type Comparison,
  compare,
  type Difference,
} from './wrap/proof/compare.ts';
export { unwrap } from './wrap/proof/unwrap.ts';
export type { WrittenToken } from './wrap/proof/written.ts';
export { assertRecipient, type Recipient } from './wrap/recipient.ts';
export { render, type Signer, type Wrapping } from './wrap/render.ts';
export type { LinkReport, Report } from './wrap/report.ts';
export { wrap } from './wrap/wrap.ts';
