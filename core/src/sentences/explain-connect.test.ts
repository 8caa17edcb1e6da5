import { describe, expect, it } from 'vitest';
import { connectRefusals } from '../domains/connect.ts';
import { explainConnectRefusal } from './explain-connect.ts';

describe('the reason to create a record manually', () => {
  it.each(connectRefusals)('%s is complete in both languages and differs between them', (reason) => {
    const details = { host: 'click.brand.com', zone: 'brand.com', provider: 'Example DNS' };
    const [en, de] = [explainConnectRefusal(reason, details), explainConnectRefusal(reason, details, 'de')];
    for (const text of [...Object.values(en), ...Object.values(de)]) expect(text).toMatch(/^[^{}[\]]{6,}$/);
    expect(en.explanation).not.toBe(de.explanation);
    for (const { advice } of [en, de]) expect(advice).toMatch(/by hand|von Hand/);
  });
});
