import { describe, expect, it } from 'vitest';
import { type DiagnosisCode, diagnoses } from '../domains/diagnoses.ts';
import { hostRefusals } from '../domains/host.ts';
import { judge } from '../domains/judge.ts';
import type { CnameAnswer, Observation } from '../domains/observation.ts';
import { explainDiagnosis, explainHostRefusal } from './explain-domain.ts';

const target = 'k3x9t7m2w5q8.cname.waymark.example';
const languages = ['en', 'de'] as const;

function observed(answer: CnameAnswer): Observation {
  return { host: 'click.brand.com', target, zone: 'cname.waymark.example', loopback: false, answer };
}

const pointsTo = (...names: string[]) => observed({ kind: 'cname', names });
const seen: Record<DiagnosisCode, Observation> = {
  ok: pointsTo(target),
  loopback_only: { ...observed({ kind: 'none' }), host: 'click.localhost', loopback: true },
  missing: observed({ kind: 'no-name' }),
  wrong_target: pointsTo('shop.example'),
  shared_target: pointsTo('cname.waymark.example'),
  other_tenant: pointsTo('a1b2c3d4e5f6.cname.waymark.example'),
  doubled_target: pointsTo(`${target}.brand.com`),
  target_not_a_name: pointsTo(`https://${target}/`),
  multiple_cname: pointsTo(target, 'shop.example'),
  servfail: observed({ kind: 'failure', failure: 'servfail' }),
  refused: observed({ kind: 'failure', failure: 'refused' }),
  timeout: observed({ kind: 'failure', failure: 'timeout' }),
  resolver_error: observed({ kind: 'failure', failure: 'resolver_error' }),
};

describe('the sentence of a diagnosis', () => {
  const cases = Object.entries(seen).flatMap(([code, observation]) =>
    languages.map((language) => ({ code, language, observation })),
  );

  it.each(cases)('$code ($language) is complete, filled and names the host', ({ code, language, observation }) => {
    const judgement = judge(observation);
    expect(judgement.code).toBe(code);
    const sentence = explainDiagnosis(judgement.code, judgement.details, language);
    for (const text of Object.values(sentence)) expect(text).toMatch(/^[^{}]{6,}$/);
    expect(`${sentence.explanation} ${sentence.advice}`).toContain(observation.host);
  });

  const records = cases.filter(({ code }) => diagnoses[code as DiagnosisCode].status === 'not_verified');

  it.each(records)('$code ($language) names the record to change and its target', ({ language, observation }) => {
    const { code, details } = judge(observation);
    const { advice } = explainDiagnosis(code, details, language);
    expect(advice).toContain('brand.com');
    expect(advice).toMatch(/\bclick\b/);
    expect(advice).toContain(target);
  });

  it('says so when the target has a typing error', () => {
    const { code, details } = judge(pointsTo(target.replace('example', 'exampel')));
    expect(explainDiagnosis(code, details).title).toBe('Typing error in the CNAME record');
    expect(explainDiagnosis(code, details, 'de').title).toBe('Tippfehler im CNAME-Eintrag');
  });

  it('reads as one text', () => {
    const { code, details } = judge(pointsTo('Shop.Brand.com.'));
    expect(explainDiagnosis(code, details)).toEqual({
      title: 'CNAME record points elsewhere',
      explanation: `The CNAME record of click.brand.com points to shop.brand.com, not to ${target}.`,
      advice: `In the DNS settings of brand.com, change the target of the CNAME record click to ${target}.`,
    });
  });

  it('is told apart in each language', () => {
    for (const language of languages) {
      const titles = Object.entries(seen).map(([, observation]) => {
        const { code, details } = judge(observation);
        return explainDiagnosis(code, details, language).title;
      });
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
