import { describe, expect, it } from 'vitest';
import { removalRefusals } from '../domains/removal.ts';
import { explainRemovalRefusal } from './explain-removal.ts';

const obstacle = {
  host: 'click.brand.com',
  zone: 'brand.com',
  projects: ['Newsletter', 'Shop'],
  record: 'click.brand.com CNAME k3x9.cname.waymark.example',
  servers: ['ns1.brand.com', 'ns2.brand.com'],
};

describe('the refusal to remove a domain', () => {
  it('names every project that uses it', () => {
    expect(explainRemovalRefusal('attached', obstacle).explanation).toBe(
      'click.brand.com is still attached to “Newsletter”, “Shop”.',
    );
    expect(explainRemovalRefusal('attached', obstacle, 'de').explanation).toBe(
      'click.brand.com ist noch zugeordnet: „Newsletter“, „Shop“.',
    );
  });

  it('names the record, the servers that have it and the zone to delete it from', () => {
    for (const language of ['en', 'de'] as const) {
      const { explanation, advice } = explainRemovalRefusal('record-stands', obstacle, language);
      expect(explanation).toContain(obstacle.record);
      expect(explanation).toContain('ns1.brand.com, ns2.brand.com');
      expect(advice).toContain('brand.com');
    }
  });

  it.each(removalRefusals)('%s is complete in both languages and differs between them', (reason) => {
    const [en, de] = [explainRemovalRefusal(reason, obstacle, 'en'), explainRemovalRefusal(reason, obstacle, 'de')];
    for (const text of [...Object.values(en), ...Object.values(de)]) expect(text).toMatch(/^[^{}[\]]{6,}$/);
    expect(en.explanation).not.toBe(de.explanation);
  });

  it('shows a project name unchanged, whatever it contains', () => {
    const projects = ['{host}', '$&', '<b>'];
    expect(explainRemovalRefusal('attached', { host: 'click.brand.com', projects }).explanation).toBe(
      'click.brand.com is still attached to “{host}”, “$&”, “<b>”.',
    );
  });
});
