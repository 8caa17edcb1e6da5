import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterCheck, type DomainProgress, type FinishedCheck } from './change.ts';

const minute = 60_000;
const now = Date.UTC(2026, 10, 23, 12);
const noon = { timeOfDay: 720 * minute, jitter: 0 };
const created: DomainProgress = { status: 'not_verified', unfinished: 0, unfinishedSince: null, failedSince: null };
const healthy: DomainProgress = { ...created, status: 'verified' };
const ok = { status: 'verified', transient: false } as const;
const broken = { status: 'not_verified', transient: false } as const;
const unseen = { status: 'pending', transient: true } as const;

/** The state after a check whose result all servers agree on, on a schedule without jitter. */
function after(
  previous: DomainProgress,
  found: Pick<FinishedCheck, 'status' | 'transient'>,
  at = now,
  respondingServers = 4,
) {
  return afterCheck(previous, { ...found, at, respondingServers }, noon);
}

describe('a new domain', () => {
  it('is verified by the first successful check and then checked once a day', () => {
    expect(after(created, ok)).toEqual({ ...healthy, nextCheckAt: now + 1440 * minute });
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
    for (const found of [broken, unseen]) {
      expect(after({ ...created, unfinished }, found)).toEqual({
        ...created,
        unfinished: unfinished + 1,
        unfinishedSince: now,
        nextCheckAt: now + minutes * minute,
      });
    }
  });

  it('is checked with random jitter, so that domains added together drift apart', () => {
    const check = { ...broken, at: now, respondingServers: 4 };
    const waits = [-1, 0, 1].map((jitter) => afterCheck(created, check, { ...noon, jitter }).nextCheckAt - now);
    expect(waits).toEqual([54_000, 60_000, 66_000]);
  });

  it('is pending when its setup is incomplete', () => {
    expect(after(created, { status: 'pending', transient: false }).status).toBe('pending');
  });

  it('remembers when it was first found incomplete, until it is complete', () => {
    const first = after(created, broken);
    const second = after(first, unseen, now + 5 * minute);
    expect(second).toMatchObject({ unfinished: 2, unfinishedSince: now });
    expect(after(second, ok, now + 20 * minute)).toMatchObject({ unfinished: 0, unfinishedSince: null });
  });
});

describe('a verified domain', () => {
  it('stays verified after the first failed check and is checked again ten minutes later', () => {
    expect(after(healthy, broken)).toEqual({
      status: 'verified',
      unfinished: 1,
      unfinishedSince: now,
      failedSince: now,
      nextCheckAt: now + 10 * minute,
    });
  });

  it('loses its status at a second failed check ten minutes after the first', () => {
    expect(after(after(healthy, broken), broken, now + 10 * minute)).toEqual({
      status: 'not_verified',
      unfinished: 1,
      unfinishedSince: now,
      failedSince: null,
      nextCheckAt: now + 11 * minute,
    });
  });

  it('loses its status only after an hour when a single server reported the failure', () => {
    let domain = after(healthy, broken, now, 1);
    for (let minutes = 10; minutes < 60; minutes += 10) {
      domain = after(domain, broken, now + minutes * minute, 1);
      expect(domain).toMatchObject({ status: 'verified', nextCheckAt: now + (minutes + 10) * minute });
    }
    expect(after(domain, broken, now + 60 * minute, 1).status).toBe('not_verified');
  });

  it('stays verified through any number of failed checks within ten minutes', () => {
    let domain: DomainProgress = healthy;
    for (let second = 0; second < 600; second++) domain = after(domain, broken, now + second * 1000);
    expect(domain).toMatchObject({ status: 'verified', failedSince: now });
  });

  it('is healthy again after one successful check in between', () => {
    const recovered = after(after(healthy, broken), ok, now + 5 * minute);
    expect(recovered).toMatchObject(healthy);
    expect(after(recovered, broken, now + 10 * minute)).toMatchObject({
      status: 'verified',
      failedSince: now + 10 * minute,
    });
  });

  it('keeps its failed check when the next one is inconclusive', () => {
    const suspect = after(after(healthy, broken), unseen, now + 5 * minute);
    expect(suspect).toMatchObject({ status: 'verified', failedSince: now });
    expect(after(suspect, broken, now + 10 * minute).status).toBe('not_verified');
  });

  it('is checked again soon after an inconclusive check', () => {
    expect(after(healthy, unseen)).toEqual({
      ...healthy,
      unfinished: 1,
      unfinishedSince: now,
      nextCheckAt: now + minute,
    });
  });

  it('is verified again by the first successful check after it lost its status', () => {
    expect(after({ ...created, unfinished: 3 }, ok)).toMatchObject(healthy);
  });
});

describe('any sequence of checks', () => {
  const check = fc.record({ found: fc.constantFrom(ok, broken, unseen), wait: fc.nat(20 * minute) });
  const schedule = fc.record({
    timeOfDay: fc.nat(1440 * minute - 1),
    jitter: fc.double({ min: -1, max: 1, noNaN: true }),
  });

  it('never costs a domain its status through inconclusive checks alone, and always checks again within a day', () => {
    fc.assert(
      fc.property(fc.array(check, { maxLength: 30 }), schedule, (checks, chance) => {
        let at = now;
        let domain: DomainProgress = healthy;
        for (const { found, wait } of checks) {
          at += wait;
          const next = afterCheck(domain, { ...found, at, respondingServers: 2 }, chance);
          if (found.transient) expect(next.status).toBe(domain.status);
          expect(next.nextCheckAt).toBeGreaterThan(at);
          expect(next.nextCheckAt).toBeLessThanOrEqual(at + (1440 + 45) * minute);
          domain = next;
        }
      }),
    );
  });
});
