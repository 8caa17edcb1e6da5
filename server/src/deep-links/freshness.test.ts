import { describe, expect, it } from 'vitest';
import { standingOf } from './freshness.ts';
import type { FileState } from './stored-file.ts';

const now = new Date('2026-11-30T12:00:00Z');
/** A state that was found so many hours ago. */
const state = (system: 'ios' | 'android', of: FileState['state'], hours: number): FileState => ({
  id: `${system} ${of}`,
  host: 'brand.com',
  system,
  state: of,
  lastAt: new Date(now.getTime() - hours * 3_600_000),
});
/** What counts of the file for iOS, and whether it has to be fetched; Android's is known. */
function ios(states: readonly FileState[], again = false) {
  const { counting, due } = standingOf([...states, state('android', 'missing', 0)], now, again);
  return `${counting.ios?.state ?? 'nothing'}${due.includes('ios') ? ', due' : ''}`;
}

describe('what is known of a file', () => {
  it.each<readonly [expected: string, states: readonly FileState[]]>([
    ['nothing, due', []],
    ['read', [state('ios', 'read', 23)]],
    ['read, due', [state('ios', 'read', 24)]],
    ['missing', [state('ios', 'missing', 0.9)]],
    ['missing, due', [state('ios', 'missing', 1)]],
    ['failed', [state('ios', 'failed', 0.9)]],
    ['failed, due', [state('ios', 'failed', 1)]],
    // A failure is tried again after an hour, and what was known counts meanwhile, for a week.
    ['read', [state('ios', 'read', 30), state('ios', 'failed', 0.5)]],
    ['read, due', [state('ios', 'read', 30), state('ios', 'failed', 1)]],
    ['missing', [state('ios', 'missing', 30), state('ios', 'failed', 0.5)]],
    ['failed', [state('ios', 'read', 7 * 24), state('ios', 'failed', 0.5)]],
    ['nothing, due', [state('ios', 'read', 7 * 24)]],
    ['read', [state('ios', 'failed', 5), state('ios', 'read', 2)]],
  ])('counts and is fetched again: %s', (expected, states) => expect(ios(states)).toBe(expected));

  it('is fetched again after a minute where somebody wants that', () => {
    expect(ios([state('ios', 'read', 1 / 61)], true)).toBe('read');
    expect(ios([state('ios', 'read', 1 / 59)], true)).toBe('read, due');
  });

  it('is old where it was found in the future, because a clock was set back since', () => {
    expect(ios([state('ios', 'read', -0.01)])).toBe('read');
    expect(ios([state('ios', 'read', -24)])).toBe('nothing, due');
  });
});
