import { describe, expect, it } from 'vitest';
import { optOutMarks } from './opt-out.data.ts';
import { optOut, optOutScheme } from './opt-out.ts';

describe('the author’s opt-out mark', () => {
  it.each([
    ['data-track', 'off'],
    ['data-track', ' OFF '],
    ['clicktracking', 'off'],
    ['data-msys-clicktrack', '0'],
    ['ses:no-track', ''],
    ['data-pm-no-track', ''],
    ['disable-tracking', 'true'],
    ['mautic:disable-tracking', 'true'],
    ['data-mautic-disable-tracking', ''],
    ['class', 'untracked'],
    ['class', 'button Untracked\tbig'],
  ])('is %s=%j', (name, value) => {
    expect(
      optOut(
        new Map([
          ['id', 'x'],
          [name, value],
        ]),
      )?.code,
    ).toBe('no-track');
  });

  it.each([
    ['data-track', 'on'],
    ['data-track', ''],
    ['clicktracking', 'on'],
    ['data-msys-clicktrack', '1'],
    ['disable-tracking', 'false'],
    ['class', 'untracked-button'],
    ['data-tracking', 'off'],
  ])('is not %s=%j', (name, value) => {
    expect(optOut(new Map([[name, value]]))).toBeUndefined();
  });

  it('is reported in its sender’s spelling', () => {
    const named = optOutMarks.map(({ attribute, value = '' }) => optOut(new Map([[attribute, value]]))?.details);
    expect(named).toEqual(
      optOutMarks.map(({ attribute, value }) => ({
        mark: value === undefined ? attribute : `${attribute}="${value}"`,
      })),
    );
    expect(optOut(new Map([['class', 'big UNTRACKED']]))?.details).toEqual({ mark: 'class="untracked"' });
  });

  it('may also be a scheme', () => {
    expect(optOutScheme('https+notrack')?.details).toEqual({ mark: 'https+notrack:' });
    expect(optOutScheme('https')).toBeUndefined();
  });
});
