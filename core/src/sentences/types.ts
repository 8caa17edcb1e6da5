import type { DeepLinkChoice, Obstacle } from '../deep-links/alternatives.ts';
import type { FileFindingCode } from '../deep-links/files/file-findings.ts';
import type { PublishedFinding } from '../deep-links/hosting/judge-published.ts';
import type { AppRefusal } from '../deep-links/hosting/read-app.ts';
import type { Doubt } from '../deep-links/matching/doubts.ts';
import type { AppAnswer } from '../deep-links/matching/match-apple.ts';
import type { FetchFailure, OutcomeReason, outcomeReasons } from '../deep-links/outcome.ts';
import type { ConnectRefusal } from '../domains/connect.ts';
import type { DiagnosisCode, VariantKey } from '../domains/diagnoses.ts';
import type { HealthTransition } from '../domains/health.ts';
import type { HostRefusal } from '../domains/host.ts';
import type { PanelQuirk } from '../domains/panels.data.ts';
import type { RemovalRefusal } from '../domains/removal.ts';
import type { FindingCode } from '../links/findings.ts';
import type { HtmlProblem } from '../wrap/html-problem.ts';
import type { Change, Difference } from '../wrap/proof/compare.ts';

// The texts of every language. A language is a folder with these texts; it does not compile if a sentence is missing.

export type Language = 'en' | 'de';

/** Plain text for marketers: what it is, why it matters, what to do. */
export interface Sentence {
  readonly title: string;
  readonly explanation: string;
  readonly advice: string;
}

/** A text or table of texts in every language. */
export type InEveryLanguage<Texts> = Readonly<Record<Language, Texts>>;

/** Reasons why nobody knows whether an app opens a link. */
export type UnknownReason = {
  [Reason in OutcomeReason]: (typeof outcomeReasons)[Reason] extends 'unknown' ? Reason : never;
}[OutcomeReason];

/** A variant of a finding with its own sentence. */
export type FindingVariant =
  | 'already-wrapped:self'
  | `app-unknown:${UnknownReason}`
  | 'app-not-confirmed:unknown'
  | 'app-tracked:own-app'
  | 'confusable-host:domain'
  | 'base-href:link'
  | 'malformed:refused'
  | 'local-host:refused';

export type FindingSentences = Readonly<Record<FindingCode | FindingVariant, Sentence>>;

/** Those about links that apps open, by what their websites say. */
export type AppFindingSentences = Pick<FindingSentences, Extract<keyof FindingSentences, `app-${string}`>>;

export type DiagnosisSentences = Readonly<Record<DiagnosisCode | VariantKey, Sentence>>;

export type HostRefusalSentences = Readonly<Record<HostRefusal, Sentence>>;

export type ConnectRefusalSentences = Readonly<Record<ConnectRefusal, Sentence>>;

/** What becomes of the links of a deleted mailing: they go on redirecting, or lead nowhere. */
export type LinksChoice = 'keep' | 'break';

export type DeletionSentences = Readonly<Record<LinksChoice | `${LinksChoice}:project`, Sentence>>;

export type RemovalRefusalSentences = Readonly<Record<RemovalRefusal, Sentence>>;

/** What to check when waiting has not helped: the record, a proxy in front of the host, or the name servers. */
export type OverduePlace = 'record' | 'https' | 'servers';

export type OverdueSentences = Readonly<Record<OverduePlace, Sentence>>;

/** All texts about creating a record. */
export interface InstructionTexts {
  readonly quirks: Readonly<Record<PanelQuirk, string>>;
  /** Subject, text before the panel hints, text after them. */
  readonly colleague: Sentence;
}

export type AlertSentences = Readonly<
  Record<HealthTransition | 'domain.broken:certificate' | 'domain.broken:taken_over' | 'webhook.disabled', Sentence>
>;

/** The texts of a mail about several alerts. */
export interface AlertMailTexts {
  /** The subject of a mail about one domain, and about several. */
  readonly one: string;
  readonly several: string;
  readonly same: string;
}

/** Why an event was attributed to a person or a machine. */
export type EventReason =
  | 'browser'
  | 'app'
  | 'gmail-image-proxy'
  | 'yahoo-mail-proxy'
  | 'apple-mail-privacy'
  | 'outlook-image-proxy'
  | 'no-user-agent'
  | 'crawler'
  | 'prefetch'
  | 'scanner-network'
  | 'head-before-get'
  | 'many-links'
  | 'own'
  | 'two-links';

export type EventReasonSentences = Readonly<Record<EventReason, string>>;

/** Why a text is no HTML mail, as phrases that follow a colon. */
export type HtmlProblemPhrases = Readonly<Record<HtmlProblem, string>>;

/** What comparing a mail with its wrapped copy says: `proven` and `unchanged` are good, the others are not. */
export type ProofCode = 'proven' | 'unchanged' | Difference['code'] | 'other-mailing' | 'other-destination';

export type ProofSentences = Readonly<Record<ProofCode, Sentence>>;

export type ChangeSentences = Readonly<Record<Change['kind'] | 'link:changed', string>>;

export type DeepLinkSentences = Readonly<Record<OutcomeReason, Sentence>>;

export type AppRefusalSentences = Readonly<Record<AppRefusal, Sentence>>;

/** What was found of the files of a tracking domain, and how long changes of them take. */
export type PublishedSentences = Readonly<Record<PublishedFinding | 'takes-days', Sentence>>;

/** A button for each thing that can be done with a link, and why one cannot be chosen, as a sentence. */
export interface AlternativeTexts {
  readonly buttons: Readonly<Record<DeepLinkChoice, string>>;
  readonly obstacles: Readonly<Record<Obstacle, string>>;
}

/** All texts about association files, a sentence or a part of one each. */
export interface AssociationTexts {
  /** What each app does with a link. */
  readonly answers: Readonly<Record<AppAnswer['answer']['answer'], string>>;
  /** Why a file is not known, and what nobody documents: what comes after a colon. */
  readonly reasons: Readonly<Record<FetchFailure | Doubt, string>>;
  readonly findings: Readonly<Record<FileFindingCode, string>>;
  /** What JSON calls a type. */
  readonly types: Readonly<Record<string, string>>;
}
