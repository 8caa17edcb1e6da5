import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterCheck, type DomainProgress } from './change.ts';

const minute = 60_000;
const now = Date.UTC(2026, 10, 23, 12);
const created: DomainProgress = { status: 'not_verified', unfinished: 0, failedSince: null };
const healthy: DomainProgress = { status: 'verified', unfinished: 0, failedSince: null };
const ok = { status: 'verified', transient: false } as const;
const broken = { status: 'not_verified', transient: false } as const;
const unseen = { status: 'pending', transient: true } as const;

describe('a new domain', () => {
  it('is verified by the first good check and then looked at once a day', () => {
    expect(afterCheck(created, ok, now)).toEqual({ ...healthy, nextCheckAt: now + 1440 * minute });
  });

  it.each([
    [0, 1],
    [1, 5],
    [2, 15],
    [3, 60],
    [4, 240],
    [5, 1440],
    [6, 1440],
    [1000, 1440],
  ])('that was unfinished %d times before is looked at again after %d minutes', (unfinished, minutes) => {
    for (const judgement of [broken, unseen]) {
      const after = afterCheck({ ...created, unfinished }, judgement, now);
      expect(after).toEqual({ ...created, unfinished: unfinished + 1, nextCheckAt: now + minutes * minute });
    }
  });

  it('is pending when something was found that is not finished', () => {
    expect(afterCheck(created, { status: 'pending', transient: false }, now).status).toBe('pending');
  });
});

describe('a verified domain', () => {
  it('stays verified at the first failed check and is looked at again ten minutes later', () => {
    expect(afterCheck(healthy, broken, now)).toEqual({
      status: 'verified',
      unfinished: 1,
      failedSince: now,
      nextCheckAt: now + 10 * minute,
    });
  });

  it('is given up at a second failed check ten minutes after the first', () => {
    const suspect = afterCheck(healthy, broken, now);
    expect(afterCheck(suspect, broken, now + 10 * minute)).toEqual({
      status: 'not_verified',
      unfinished: 1,
      failedSince: null,
      nextCheckAt: now + 11 * minute,
    });
  });

  it('survives any number of failed checks within ten minutes', () => {
    let domain: DomainProgress = healthy;
    for (let second = 0; second < 600; second++) domain = afterCheck(domain, broken, now + second * 1000);
    expect(domain).toMatchObject({ status: 'verified', failedSince: now });
  });

  it('is healthy again after one good check in between', () => {
    const recovered = afterCheck(afterCheck(healthy, broken, now), ok, now + 5 * minute);
    expect(recovered).toMatchObject(healthy);
    expect(afterCheck(recovered, broken, now + 10 * minute)).toMatchObject({
      status: 'verified',
      failedSince: now + 10 * minute,
    });
  });

  it('is not cleared of a failed check by one that saw nothing', () => {
    const suspect = afterCheck(afterCheck(healthy, broken, now), unseen, now + 5 * minute);
    expect(suspect).toMatchObject({ status: 'verified', failedSince: now });
    expect(afterCheck(suspect, broken, now + 10 * minute).status).toBe('not_verified');
  });

  it('is looked at again soon when a check saw nothing', () => {
    expect(afterCheck(healthy, unseen, now)).toEqual({ ...healthy, unfinished: 1, nextCheckAt: now + minute });
  });

  it('becomes verified again with the first good check after it was given up', () => {
    expect(afterCheck({ ...created, unfinished: 3 }, ok, now)).toMatchObject(healthy);
  });
});

describe('any row of checks', () => {
  const check = fc.record({ judgement: fc.constantFrom(ok, broken, unseen), wait: fc.nat(20 * minute) });

  it('never takes the status from a domain by checks that saw nothing, and always looks again within a day', () => {
    fc.assert(
      fc.property(fc.array(check, { maxLength: 30 }), (checks) => {
        let time = now;
        let domain: DomainProgress = healthy;
        for (const { judgement, wait } of checks) {
          time += wait;
          const after = afterCheck(domain, judgement, time);
          if (judgement.transient) expect(after.status).toBe(domain.status);
          expect(after.nextCheckAt).toBeGreaterThan(time);
          expect(after.nextCheckAt).toBeLessThanOrEqual(time + 1440 * minute);
          domain = after;
        }
      }),
    );
  });
});
