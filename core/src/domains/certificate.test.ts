import { describe, expect, it } from 'vitest';
import { certificateAfter } from './certificate.ts';

const good = { transient: false, certificate: 'issue' } as const;
const bad = { transient: false, certificate: 'refuse' } as const;
const forbidden = { transient: false, certificate: 'will_fail' } as const;
const unseen = { transient: true, certificate: 'refuse' } as const;

describe('whether a domain may have a certificate', () => {
  it.each([
    ['refuse', good, 'verified', 'issue'],
    ['refuse', good, 'pending', 'issue'],
    ['issue', bad, 'not_verified', 'refuse'],
    ['issue', forbidden, 'verified', 'will_fail'],
    ['will_fail', good, 'verified', 'issue'],
  ] as const)('follows the check: %s, then %j and %s: %s', (previous, judgement, status, after) => {
    expect(certificateAfter(previous, judgement, status)).toBe(after);
  });

  it.each(['issue', 'refuse', 'will_fail'] as const)('stays %s when a check saw nothing', (previous) => {
    expect(certificateAfter(previous, unseen, 'pending')).toBe(previous);
  });

  it('does not change while a verified domain awaits a second check', () => {
    expect(certificateAfter('issue', bad, 'verified')).toBe('issue');
  });
});
