import { describe, expect, it } from 'vitest';
import { publishedFindings } from '../deep-links/hosting/judge-published.ts';
import { appRefusals } from '../deep-links/hosting/read-app.ts';
import { outcomeReasons } from '../deep-links/outcome.ts';
import { diagnoses } from '../domains/diagnoses.ts';
import { hostRefusals } from '../domains/host.ts';
import { findings } from '../links/findings.ts';
import { appRefusalsDe, publishedDe } from './de/apps.ts';
import { deepLinksDe } from './de/deep-links.ts';
import { deletionsDe } from './de/deletions.ts';
import { diagnosesDe } from './de/diagnoses.ts';
import { hostRefusalsDe } from './de/domains.ts';
import { findingsDe } from './de/findings.ts';
import { proofSentencesDe } from './de/proof.ts';
import { appRefusalsEn, publishedEn } from './en/apps.ts';
import { deepLinksEn } from './en/deep-links.ts';
import { deletionsEn } from './en/deletions.ts';
import { diagnosesEn } from './en/diagnoses.ts';
import { hostRefusalsEn } from './en/domains.ts';
import { findingsEn } from './en/findings.ts';
import { proofSentencesEn } from './en/proof.ts';
import { fill } from './fill.ts';
import type { Sentence } from './types.ts';

type Sentences = Readonly<Record<string, Sentence>>;

const books: readonly { about: string; codes: readonly string[]; en: Sentences; de: Sentences }[] = [
  { about: 'findings', codes: Object.keys(findings), en: findingsEn, de: findingsDe },
  { about: 'diagnoses', codes: Object.keys(diagnoses), en: diagnosesEn, de: diagnosesDe },
  { about: 'deletions', codes: ['keep', 'break'], en: deletionsEn, de: deletionsDe },
  { about: 'host refusals', codes: hostRefusals, en: hostRefusalsEn, de: hostRefusalsDe },
  { about: 'deep links', codes: Object.keys(outcomeReasons), en: deepLinksEn, de: deepLinksDe },
  { about: 'app refusals', codes: appRefusals, en: appRefusalsEn, de: appRefusalsDe },
  { about: 'published files', codes: [...publishedFindings, 'takes-days'], en: publishedEn, de: publishedDe },
  { about: 'proofs', codes: Object.keys(proofSentencesEn), en: proofSentencesEn, de: proofSentencesDe },
];
const parts = ['title', 'explanation', 'advice'] as const;
const placeholders = (sentence: Sentence | undefined) => [
  ...new Set(Object.values(sentence ?? {}).flatMap((text: string) => text.match(/\{\w+\}/g) ?? [])),
];

describe.each(books)('the sentences of $about', ({ codes, en, de }) => {
  it('exist for every code in every language, and for nothing else', () => {
    for (const sentences of [en, de]) {
      expect(codes.filter((code) => sentences[code] === undefined)).toEqual([]);
      expect(Object.keys(sentences).filter((key) => !codes.includes(key.split(':')[0] ?? ''))).toEqual([]);
    }
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  });

  const cases = Object.keys(en).flatMap((key) =>
    [en, de].map((sentences, index) => ({ key, language: index === 0 ? 'en' : 'de', sentence: sentences[key] })),
  );

  it.each(cases)('say what $key ($language) is, why it matters and what to do', ({ key, sentence }) => {
    for (const part of parts) {
      const text = sentence?.[part] ?? '';
      expect(text.trim()).toBe(text);
      expect(text.length).toBeGreaterThan(3);
      // Codes are for programs; those that are ordinary words may occur in sentences.
      if (/[-_]/.test(key)) expect(text).not.toContain(key.split(':')[0]);
      expect(text.replace(/\[\[[^[\]]*\]\]/g, '')).not.toMatch(/\[\[|\]\]/);
    }
  });

  it.each(cases)('leave no unfilled brace for $key ($language)', ({ sentence }) => {
    const details = Object.fromEntries(placeholders(sentence).map((name) => [name.slice(1, -1), '…']));
    for (const filled of [fill(sentence!, details), fill(sentence!)]) {
      for (const part of parts) expect(filled[part]).not.toMatch(/[{}]|\[\[|\]\]/);
    }
  });

  it.each(Object.keys(en))('name the same details for %s in German, in different words', (key) => {
    expect(placeholders(de[key]).sort()).toEqual(placeholders(en[key]).sort());
    for (const part of parts) expect(de[key]?.[part]).not.toBe(en[key]?.[part]);
  });
});
