import { describe, expect, it } from 'vitest';
import { markOf, needsAttention } from './mark.ts';

describe('markOf', () => {
  it.each([
    ['wrap', [], 'would'],
    ['leave', ['info'], 'leave'],
    ['wrap', ['info', 'warning'], 'warning'],
    ['leave', ['warning'], 'warning'],
    ['leave', ['warning', 'error'], 'refuse'],
    ['refuse', [], 'refuse'],
  ] as const)('%s with %j is marked %s', (action, severities, mark) => {
    expect(
      markOf(
        action,
        severities.map((severity) => ({ severity })),
        'ready',
      ),
    ).toBe(mark);
  });
});

describe('needsAttention', () => {
  it.each([
    ['wrap', false],
    ['would', false],
    ['plain', false],
    ['leave', false],
    ['warning', true],
    ['refuse', true],
  ] as const)('%s: %s', (mark, attention) => expect(needsAttention(mark)).toBe(attention));
});
