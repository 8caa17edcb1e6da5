import type { RemovalRefusal } from '../domains/removal.ts';
import { fill, type Language, type Sentence } from './fill.ts';
import { removalRefusalsDe } from './removal-refusals.de.ts';
import { removalRefusalsEn } from './removal-refusals.en.ts';

/** A sentence for every reason to keep a domain; a language that lacks one does not compile. */
export type RemovalRefusalSentences = Readonly<Record<RemovalRefusal, Sentence>>;

/** What stands in the way of a removal. */
export interface RemovalObstacle {
  readonly host: string;
  readonly zone?: string;
  /** Names of the projects that use the domain. */
  readonly projects?: readonly string[];
  /** The record that still leads to us, and the servers that have it or did not answer. */
  readonly record?: string;
  readonly servers?: readonly string[];
}

const sentences: Readonly<Record<Language, RemovalRefusalSentences>> = { en: removalRefusalsEn, de: removalRefusalsDe };
const quotes: Readonly<Record<Language, readonly [string, string]>> = { en: ['“', '”'], de: ['„', '“'] };

/** Why a tracking domain cannot be removed now, and what to do first. */
export function explainRemovalRefusal(
  reason: RemovalRefusal,
  { host, zone = '', projects = [], record = '', servers = [] }: RemovalObstacle,
  language: Language = 'en',
): Sentence {
  const [open, close] = quotes[language];
  const details = {
    host,
    zone,
    record,
    projects: projects.map((name) => `${open}${name}${close}`).join(', '),
    servers: servers.join(', '),
  };
  return fill(sentences[language][reason], details);
}
