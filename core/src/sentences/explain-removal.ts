import type { RemovalRefusal } from '../domains/removal.ts';
import { removalRefusalsDe } from './de/domains.ts';
import { removalRefusalsEn } from './en/domains.ts';
import { fill } from './fill.ts';
import type { InEveryLanguage, Language, RemovalRefusalSentences, Sentence } from './types.ts';

/** What prevents a removal. */
export interface RemovalObstacle {
  readonly host: string;
  readonly zone?: string;
  /** Names of the projects that use the domain. */
  readonly projects?: readonly string[];
  /** The record that still points to us, and the servers that have it or did not answer. */
  readonly record?: string;
  readonly servers?: readonly string[];
}

const sentences: InEveryLanguage<RemovalRefusalSentences> = { en: removalRefusalsEn, de: removalRefusalsDe };
const quotes: InEveryLanguage<readonly [string, string]> = { en: ['“', '”'], de: ['„', '“'] };

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
