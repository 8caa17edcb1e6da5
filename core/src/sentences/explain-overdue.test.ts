import { describe, expect, it } from 'vitest';
import { type DiagnosisCode, diagnoses } from '../domains/diagnoses.ts';
import { explainOverdue } from './explain-overdue.ts';

const details = { host: 'click.brand.com', zone: 'brand.com' };

describe('a domain that has not been verified for more than a day', () => {
  it.each([
    ['missing', 'ask whoever registered brand.com'],
    ['wrong_target', 'letter by letter'],
    ['https_unreachable', 'proxy, CDN or firewall'],
    ['caa_forbids', 'whoever runs this Waymark server'],
    ['servfail', 'whoever runs the DNS of brand.com'],
  ] as const)('because of %s: %s', (code, words) => {
    expect(explainOverdue(code, details).advice).toContain(words);
  });

  it.each(['en', 'de'] as const)('is explained in %s whatever was found', (language) => {
    for (const code of Object.keys(diagnoses) as DiagnosisCode[]) {
      const { title, explanation, advice } = explainOverdue(code, details, language);
      for (const text of [title, explanation, advice]) expect(text).toMatch(/^[^{}]+$/);
    }
  });
});
