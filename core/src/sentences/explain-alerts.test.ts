import { describe, expect, it } from 'vitest';
import { type AlertOfDomain, explainAlert } from './explain-alert.ts';
import { explainAlerts } from './explain-alerts.ts';

const alertOf = (host: string, type: AlertOfDomain['type'], code: AlertOfDomain['code']): AlertOfDomain => ({
  type,
  code,
  host,
  details: { host, name: 'click', zone: 'brand.com', target: 'x.cname.waymark.example' },
});
const many = (count: number) =>
  Array.from({ length: count }, (_, number) => alertOf(`click${number}.brand.com`, 'domain.broken', 'domain_missing'));

describe('a mail about alerts', () => {
  it.each(['en', 'de'] as const)('about one of them in %s has its title for a subject and says it once', (language) => {
    const alert = alertOf('click.brand.com', 'domain.broken', 'missing');
    const { title, explanation, advice } = explainAlert(alert, language);
    expect(explainAlerts([alert], language)).toEqual({ subject: title, text: `${explanation}\n\n${advice}\n` });
  });

  it('explains a shared diagnosis once, and lists the other domains', () => {
    const { subject, text } = explainAlerts(many(3));
    expect(subject).toBe('3 of your tracking domains have news');
    expect(text).toContain('click0.brand.com is not in order\n\n');
    expect(text).toContain('The same was found for click1.brand.com, click2.brand.com.\n\n');
    expect(text.split('is not in order')).toHaveLength(2);
  });

  it('gives a number when there are too many to list', () => {
    const { subject, text } = explainAlerts(many(1000), 'de');
    expect(subject).toBe('Neues von 1000 Ihrer Tracking-Domains');
    expect(text).toContain('click50.brand.com und 949 weitere.');
    expect(text).not.toContain('click51.brand.com');
    expect(text.length).toBeLessThan(3000);
  });

  it('separates different diagnoses', () => {
    const { text, subject } = explainAlerts([
      alertOf('one.brand.com', 'domain.broken', 'missing'),
      alertOf('two.brand.com', 'domain.recovered', 'ok'),
      alertOf('one.brand.com', 'domain.recovered', 'ok'),
    ]);
    expect(subject).toBe('2 of your tracking domains have news');
    expect(text).toContain('one.brand.com is not in order');
    expect(text).toContain('two.brand.com is in order again');
    expect(text).toContain('The same was found for one.brand.com.');
    expect(text).not.toMatch(/[{}]|\[\[|\]\]/);
  });
});
