import { describe, expect, it } from 'vitest';
import { type Finding, type FindingCode, finding, findings, type Severity } from '../../links/findings.ts';
import { verdict } from '../../links/verdict.ts';
import { explainFinding } from './explain-finding.ts';

const languages = ['en', 'de'] as const;
const codes = Object.keys(findings) as FindingCode[];

function texts(found: Finding, language: 'en' | 'de'): string[] {
  return Object.values(explainFinding(found, language));
}

describe('the sentence of a finding', () => {
  const cases = codes.flatMap((code) => languages.map((language) => [code, language] as const));

  it.each(cases)('%s (%s) is short and complete, with title, explanation and advice', (code, language) => {
    for (const severity of ['error', 'warning', 'info'] satisfies Severity[]) {
      const [title = '', explanation = '', advice = ''] = texts(finding(code, undefined, severity), language);
      expect(title).toMatch(/^[\p{Lu}].{8,70}[^.!]$/u);
      for (const sentence of [explanation, advice]) {
        expect(sentence).toMatch(/^[\p{Lu}“„].{8,210}\.$/u);
        expect(sentence).not.toMatch(/[[\]]{2}|\bURL\b|parser|token/i);
      }
    }
  });

  it('differs between languages', () => {
    for (const code of codes) expect(texts(finding(code), 'en')).not.toEqual(texts(finding(code), 'de'));
  });

  it.each([
    ['https://printer.local/', 'printer.local'],
    ['https://8.8.8.8/', '8.8.8.8'],
    ['https://аpple.com/', 'read as apple.com. What opens is xn--pple-43d.com'],
    ['https://appleไทย.com/', 'look like others. What opens is xn--'],
    ['shop.example/sale', 'https://shop.example/sale'],
    ['javascript:x', '“javascript:”'],
    ['myapp://x', '“myapp:”'],
    ['https://user@shop.example/', 'shop.example'],
    ['https://shop.example/{{id}}', '{{id}}'],
    ['https://bit.ly/x', 'Bitly'],
    ['https://eu.safelinks.protection.outlook.com/?url=https%3A%2F%2Fshop.example%2F', 'https://shop.example/'],
    ['https://u1.ct.sendgrid.net/ls/click?upn=x', 'SendGrid'],
    ['https://youtu.be/1', 'YouTube'],
    ['https://sh\u200bop.example/', 'U+200B'],
    ['https+notrack://shop.example/', 'https+notrack:'],
  ])('for %s names %s', (href, name) => {
    const [found] = verdict({ originalUrl: href }, {}).findings;
    expect(found && texts(found, 'en').join(' ')).toContain(name);
  });

  it('distinguishes a repaired address from a refused one, and our own link from another sender’s', () => {
    const title = (href: string) => {
      const [found] = verdict({ originalUrl: href }, { trackingHost: 'click.brand.com' }).findings;
      return found && explainFinding(found).title;
    };
    expect(title('https:/shop.example')).toBe('The address has a typing mistake');
    expect(title('https://https://shop.example')).toBe('This address cannot work');
    expect(title('https://click.brand.com/c/x')).toBe('This link is wrapped already');
    expect(title('https://intranet/')).toBe('This address probably works on your own network only');
    expect(title('https://localhost/')).toBe('Readers cannot reach this address');
  });
});
