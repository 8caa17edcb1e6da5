import { describe, expect, it } from 'vitest';
import { healthTransition } from './health.ts';

const works = { status: 'verified', certificate: 'issue' } as const;
const local = { status: 'verified', certificate: 'refuse' } as const;
const atRisk = { status: 'verified', certificate: 'will_fail' } as const;
const broken = { status: 'not_verified', certificate: 'refuse' } as const;
const unfinished = { status: 'pending', certificate: 'issue' } as const;

describe('a check', () => {
  it.each([
    [works, broken, 'domain.broken'],
    [works, unfinished, 'domain.broken'],
    [works, atRisk, 'domain.broken'],
    [local, broken, 'domain.broken'],
    [broken, works, 'domain.recovered'],
    [unfinished, works, 'domain.recovered'],
    [atRisk, works, 'domain.recovered'],
    [works, works, null],
    [works, local, null],
    [broken, unfinished, null],
    [unfinished, atRisk, null],
    [atRisk, broken, null],
  ] as const)('that leads from %j to %j: %s', (before, after, transition) => {
    expect(healthTransition(before, after)).toBe(transition);
  });
});
