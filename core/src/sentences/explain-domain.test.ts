import { describe, expect, it } from 'vitest';
import { type DiagnosisCode, diagnoses } from '../domains/diagnoses.ts';
import { hostRefusals } from '../domains/host.ts';
import { judge } from '../domains/judging/judge.ts';
import { all, cname, examples, observed, target, variantExamples } from '../domains/observation.testing.ts';
import { explainDiagnosis, explainHostRefusal } from './explain-domain.ts';

const languages = ['en', 'de'] as const;
/** Diagnoses whose sentences advise something other than creating the record. */
const withoutRecord: readonly string[] = ['apex', 'domain_missing', 'dnssec_bogus'];

const pointsTo = (name: string) => observed({ views: all(cname(name)), chain: [name] });
const codes = Object.keys(diagnoses) as DiagnosisCode[];

describe('the sentence of a diagnosis', () => {
  const cases = codes.flatMap((code) =>
    languages.flatMap((language) => examples[code].map((observation) => ({ code, language, observation }))),
  );

  it.each(cases)('$code ($language) is complete, filled and names the host', ({ code, language, observation }) => {
    const judgement = judge(observation);
    expect(judgement.code).toBe(code);
    const sentence = explainDiagnosis(judgement.code, judgement.details, language);
    for (const text of Object.values(sentence)) expect(text).toMatch(/^[^{}[\]]{6,}$/);
    expect(Object.values(sentence).join()).not.toMatch(/undefined|\(\)|: \.| {2}/);
    expect(`${sentence.explanation} ${sentence.advice}`).toContain(observation.host);
  });

  // Where a website has the name, its records are not to be changed.
  const records = cases.filter(
    ({ code, observation }) =>
      diagnoses[code].status === 'not_verified' &&
      !withoutRecord.includes(code) &&
      judge(observation).details['variant'] !== 'website',
  );

  it.each(records)('$code ($language) names the record to change and its target', ({ language, observation }) => {
    const { code, details } = judge(observation);
    const { advice } = explainDiagnosis(code, details, language);
    expect(advice).toContain('brand.com');
    expect(advice).toMatch(/\bclick\b/);
    expect(advice).toContain(target);
  });

  it.each(Object.entries(variantExamples))('%s differs from similar ones', (key, observation) => {
    const { code, details } = judge(observation);
    expect(`${code}:${details['variant']}`).toBe(key);
    for (const language of languages) {
      const { variant: _, ...plain } = details;
      expect(explainDiagnosis(code, details, language)).not.toEqual(explainDiagnosis(code, plain, language));
    }
  });

  it('mentions a typo in the target', () => {
    const { code, details } = judge(pointsTo(target.replace('example', 'exampel')));
    expect(explainDiagnosis(code, details).title).toBe('Typing error in the CNAME record');
    expect(explainDiagnosis(code, details, 'de').title).toBe('Tippfehler im CNAME-Eintrag');
  });

  it('falls back to the general one for a variant unknown to this version', () => {
    expect(explainDiagnosis('missing', { host: 'click.brand.com', variant: 'unknown' }).title).toBe(
      'CNAME record not found',
    );
  });

  it('reads as a single text', () => {
    const { code, details } = judge(pointsTo('Shop.Brand.com.'));
    expect(explainDiagnosis(code, details)).toEqual({
      title: 'CNAME record points elsewhere',
      explanation: `The CNAME record of click.brand.com points to shop.brand.com, not to ${target}.`,
      advice: `In the DNS settings of brand.com, change the target of the CNAME record click to ${target}.`,
    });
  });

  it('has a title that no other diagnosis has, in each language', () => {
    for (const language of languages) {
      const titles = codes.map((code) => explainDiagnosis(code, {}, language).title);
      expect(new Set(titles).size).toBe(titles.length);
    }
  });
});

describe('the sentence of a refused host', () => {
  it.each(hostRefusals.flatMap((reason) => languages.map((language) => ({ reason, language }))))(
    '$reason ($language) says what is wrong and what to enter',
    ({ reason, language }) => {
      const sentence = explainHostRefusal(reason, language);
      for (const text of Object.values(sentence)) expect(text).toMatch(/^[^{}]{6,}$/);
    },
  );
});
