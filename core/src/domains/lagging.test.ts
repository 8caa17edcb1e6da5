import { describe, expect, it } from 'vitest';
import { judge } from './judging/judge.ts';
import { type FormerDiagnosis, nameLaggingServer } from './lagging.ts';
import { cname, nameServer, noName, observed, resolver, target } from './observation.testing.ts';

const noon = Date.UTC(2026, 10, 30, 12);
const hour = 3_600_000;
const views = (lagging: string) => [
  nameServer('ns1.brand.com', lagging === 'ns1.brand.com' ? noName : cname(target)),
  nameServer('ns2.brand.com', lagging === 'ns2.brand.com' ? noName : cname(target)),
  resolver('1.1.1.1', lagging === '1.1.1.1' ? noName : cname(target)),
];

/** What checks every hour say, with the server that lags at each. */
function hourly(lagging: readonly string[]): string[] {
  let former: FormerDiagnosis = { code: 'missing', details: {} };
  return lagging.map((server, index) => {
    const observation = observed({ views: views(server) });
    const judged = nameLaggingServer(judge(observation), observation, former, noon + index * hour);
    former = judged;
    return judged.code === 'server_lags' ? `${judged.code} ${judged.details['server']}` : judged.code;
  });
}

describe('a name server that is out of step', () => {
  it('is named after a day, and waiting ends', () => {
    const found = hourly(Array<string>(26).fill('ns2.brand.com'));
    expect(found.slice(0, 24)).toEqual(Array<string>(24).fill('propagating'));
    expect(found.slice(24)).toEqual(['server_lags ns2.brand.com', 'server_lags ns2.brand.com']);
  });

  it('has a day of its own when another one lags', () => {
    const found = hourly([...Array<string>(20).fill('ns1.brand.com'), ...Array<string>(20).fill('ns2.brand.com')]);
    expect(new Set(found)).toEqual(new Set(['propagating']));
  });

  it('is never a resolver, which keeps an answer as long as it may', () => {
    expect(new Set(hourly(Array<string>(40).fill('1.1.1.1')))).toEqual(new Set(['propagating']));
  });

  it('begins again after a check that found all in step', () => {
    const day = Array<string>(20).fill('ns2.brand.com');
    expect(hourly([...day, 'nobody', ...day])).not.toContain('server_lags ns2.brand.com');
  });

  it('changes no status', () => {
    const observation = observed({ views: views('ns2.brand.com') });
    const former = {
      code: 'propagating',
      details: { server: 'ns2.brand.com', since: new Date(noon - 25 * hour).toISOString() },
    };
    expect(nameLaggingServer(judge(observation), observation, former, noon)).toMatchObject({
      code: 'server_lags',
      status: 'pending',
      transient: true,
      details: { server: 'ns2.brand.com', host: 'click.brand.com' },
    });
    const damaged = { code: 'propagating', details: { server: 'ns2.brand.com', since: 'never' } };
    expect(nameLaggingServer(judge(observation), observation, damaged, noon).code).toBe('propagating');
  });
});
