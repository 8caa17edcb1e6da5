import type { ConnectRefusal } from '../domains/connect.ts';
import type { DiagnosisCode, VariantKey } from '../domains/diagnoses.ts';
import type { HealthTransition } from '../domains/health.ts';
import type { HostRefusal } from '../domains/host.ts';
import type { PanelQuirk } from '../domains/panels.data.ts';
import type { RemovalRefusal } from '../domains/removal.ts';
import type { FindingCode } from '../links/findings.ts';

// What every language has to say. A language is a folder with these texts; one that lacks a sentence does not compile.

export type Language = 'en' | 'de';

/** What a marketer reads: what it is, why it matters, what to do. Plain text. */
export interface Sentence {
  readonly title: string;
  readonly explanation: string;
  readonly advice: string;
}

/** A text or table of texts in every language. */
export type InEveryLanguage<Texts> = Readonly<Record<Language, Texts>>;

/** A finding that reads differently from another one with the same code. */
export type FindingVariant = 'already-wrapped:self' | 'base-href:link' | 'malformed:refused' | 'local-host:refused';

export type FindingSentences = Readonly<Record<FindingCode | FindingVariant, Sentence>>;

export type DiagnosisSentences = Readonly<Record<DiagnosisCode | VariantKey, Sentence>>;

export type HostRefusalSentences = Readonly<Record<HostRefusal, Sentence>>;

export type ConnectRefusalSentences = Readonly<Record<ConnectRefusal, Sentence>>;

export type RemovalRefusalSentences = Readonly<Record<RemovalRefusal, Sentence>>;

/** Where to look when waiting has not helped: at the record, at what stands before the host, at the name servers. */
export type OverduePlace = 'record' | 'https' | 'servers';

export type OverdueSentences = Readonly<Record<OverduePlace, Sentence>>;

/** Everything said about creating a record. */
export interface InstructionTexts {
  readonly quirks: Readonly<Record<PanelQuirk, string>>;
  /** Subject, text before the hints for the panel, text behind them. */
  readonly colleague: Sentence;
}

export type AlertSentences = Readonly<Record<HealthTransition | 'domain.broken:certificate', Sentence>>;

/** What a mail says about several alerts at once. */
export interface AlertMailTexts {
  /** The subject of a mail about one domain, and about several. */
  readonly one: string;
  readonly several: string;
  readonly same: string;
}

/** Why an event was taken for a person's or a machine's. */
export type EventReason =
  | 'browser'
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
  | 'two-links';

export type EventReasonSentences = Readonly<Record<EventReason, string>>;
