import { unicodeHost } from '../../domains/host.ts';
import { lookAlike } from '../../links/look-alikes.ts';
import { findingsDe } from '../de/findings.ts';
import { findingsEn } from '../en/findings.ts';
import { fill } from '../fill.ts';
import type { Language, Sentence } from '../types.ts';

const sentences = { en: findingsEn['confusable-host:domain'], de: findingsDe['confusable-host:domain'] };

/** What to know about a tracking domain whose name can be mistaken for another; null for any other host, as stored. */
export function explainLookAlike(host: string, language: Language = 'en'): Sentence | null {
  const found = lookAlike(host, unicodeHost(host));
  return found === undefined ? null : fill(sentences[language], found.details);
}
