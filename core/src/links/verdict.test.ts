import { describe, expect, it } from 'vitest';
import { context } from './verdict.testing.ts';
import { verdict } from './verdict.ts';

describe('a verdict', () => {
  it('respects the author’s opt-out mark, but does not let it hide a dangerous link', () => {
    const attributes = new Map([['data-track', 'off']]);
    expect(verdict({ originalUrl: 'https://shop.example/', attributes }, context).action).toBe('leave');
    expect(verdict({ originalUrl: 'javascript:x', attributes }, context).findings[0]?.code).toBe('dangerous-scheme');
  });

  it('reports a text that shows another address', () => {
    const { action, findings } = verdict({ originalUrl: 'https://evil.example/', text: 'www.bank.example' }, context);
    expect(action).toBe('wrap');
    expect(findings).toEqual([
      { code: 'text-mismatch', severity: 'warning', details: { shown: 'www.bank.example', opens: 'evil.example' } },
    ]);
  });

  it('is more severe for a refused link than for a repaired one', () => {
    expect(verdict({ originalUrl: 'https:/shop.example' }, context).findings[0]?.severity).toBe('warning');
    expect(verdict({ originalUrl: 'https://https://shop.example' }, context).findings[0]?.severity).toBe('error');
    expect(verdict({ originalUrl: 'https://intranet/' }, context).findings[0]?.severity).toBe('warning');
  });

  it('suggests the full address when the scheme is missing', () => {
    const suggestion = (href: string) => verdict({ originalUrl: href }, context).findings[0]?.details?.['suggestion'];
    expect(suggestion('shop.example/a')).toBe('https://shop.example/a');
    expect(suggestion('\\\\shop.example')).toBe('https://shop.example');
    expect(suggestion('info@shop.example')).toBe('mailto:info@shop.example');
  });
});
