import { describe, expect, it } from 'vitest';
import { type DiagnosisCode, diagnoses } from '../domains/diagnoses.ts';
import { explainAlert } from './explain-alert.ts';
import { explainDiagnosis } from './explain-domain.ts';

const details = { host: 'click.brand.com', name: 'click', zone: 'brand.com', target: 'x.cname.waymark.example' };
const about = (type: 'domain.broken' | 'domain.recovered', code: DiagnosisCode) => ({
  type,
  code,
  details,
  host: 'click.brand.com',
});

describe('an alert', () => {
  it.each(['en', 'de'] as const)('says in %s what was found and what to do', (language) => {
    for (const code of Object.keys(diagnoses) as DiagnosisCode[]) {
      const diagnosis = explainDiagnosis(code, details, language);
      const { title, explanation, advice } = explainAlert(about('domain.broken', code), language);
      expect(title).toContain('click.brand.com');
      expect(explanation).toContain(diagnosis.explanation);
      expect(advice).toBe(diagnosis.advice);
      expect(title + explanation + advice).not.toMatch(/[{}]/);
    }
  });

  it('distinguishes a working domain from a broken one', () => {
    expect(explainAlert(about('domain.broken', 'caa_forbids')).title).toBe(
      'click.brand.com needs attention before its certificate ends',
    );
    expect(explainAlert(about('domain.broken', 'missing')).title).toBe('click.brand.com is not in order');
  });

  it.each(['en', 'de'] as const)(
    'says in %s that another account has the host, and what it was detached from',
    (language) => {
      const taken = { type: 'domain.broken', code: 'taken_over', host: 'click.brand.com' } as const;
      const { title, explanation, advice } = explainAlert({ ...taken, details: { projects: 'Shop, News' } }, language);
      expect(title).toMatch(/^click\.brand\.com (belongs to another account|gehört jetzt einem anderen Konto)/);
      expect(explanation).toContain('Shop, News');
      expect(advice).not.toBe('');
      expect(explainAlert({ ...taken, details: { projects: '' } }, language).explanation).not.toMatch(
        /detached|gelöst|[[{]/,
      );
    },
  );

  it('says when the domain has recovered, in the reader’s language', () => {
    expect(explainAlert(about('domain.recovered', 'ok')).title).toBe('click.brand.com is in order again');
    expect(explainAlert(about('domain.recovered', 'ok'), 'de').title).toBe('click.brand.com ist wieder in Ordnung');
  });
});
