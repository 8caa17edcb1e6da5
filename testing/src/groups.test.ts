import { describe, expect, it } from 'vitest';
import { testsOf } from './groups.ts';

const everything = ['src/**/*.test.ts', 'test/**/*.test.ts', '*.test.ts'];

describe('a test', () => {
  it('is a unit test if it needs no database and no program', () => {
    expect(testsOf('server', everything, 'unit')).toContain('src/alerts/signature.test.ts');
    expect(testsOf('core', everything, 'services')).toEqual([]);
  });

  it('belongs to the services if it imports, even indirectly, a database or a program', () => {
    const services = testsOf('server', everything, 'services');
    expect(services).toContain('test/broker-stopped.test.ts');
    expect(services).toContain('src/domains/dns/dns-observer.test.ts');
  });

  it('belongs to the services if it starts processes of its own', () => {
    expect(testsOf('server', everything, 'services')).toContain('src/edge/edge.kill.test.ts');
  });

  it('belongs to the browsers if it starts one', () => {
    expect(testsOf('e2e', everything, 'browsers')).toEqual([
      'editors.test.ts',
      'extension.test.ts',
      'panel.test.ts',
      'sign-in.test.ts',
      'tried-on-a-phone.test.ts',
    ]);
  });

  it('belongs to exactly one group', () => {
    const all = (['unit', 'services', 'browsers'] as const).flatMap((group) => testsOf('server', everything, group));
    expect(new Set(all).size).toBe(all.length);
  });
});
