import { expect, it } from 'vitest';
import { explainLookAlike } from './explain-look-alike.ts';

it.each([
  ['click.xn--pple-43d.com', 'apple.com'],
  ['xn--lick-43d.brand.com', undefined],
  ['click.xn--80ak6aa92e.com', 'apple.com'],
])('warns of a tracking domain that looks like another name: %s', (host, reads) => {
  for (const language of ['en', 'de'] as const) {
    const { title, explanation, advice } = explainLookAlike(host, language) ?? {
      title: '',
      explanation: '',
      advice: '',
    };
    expect(explanation).toContain(host);
    if (reads !== undefined) expect(explanation).toContain(reads);
    expect(title + explanation + advice).not.toMatch(/[{}[\]]/);
    expect(advice).not.toBe('');
  }
});

it.each(['click.brand.com', 'klick.xn--mller-kva.example', 'xn--h1adbc.xn--e1afmkfd.xn--p1ai'])(
  'says nothing of any other: %s',
  (host) => expect(explainLookAlike(host)).toBeNull(),
);
