import { describe, expect, it } from 'vitest';
import { Failure, type FailureCode, failures } from './failure.ts';

const codes = Object.keys(failures) as FailureCode[];

describe('a failure', () => {
  it.each(codes)('%s says what was wrong and what to do, in complete sentences', (code) => {
    const { message, advice } = failures[code];
    for (const text of [message, advice]) expect(text).toMatch(/^(\{\w+\}|[A-Z"{].*[.}])$/);
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });

  it('fills in the details and reports nothing else', () => {
    const failure = new Failure('host_taken', { host: 'click.brand.com', zone: 'brand.com' });
    expect(failure.report()).toEqual({
      code: 'host_taken',
      message: 'click.brand.com is already a tracking domain.',
      advice: 'If it is in this account, it is in your list. Otherwise choose another name under brand.com.',
    });
    expect(failure).toBeInstanceOf(Error);
  });

  it('inserts details verbatim, even if they look like placeholders', () => {
    expect(new Failure('invalid_input', { problem: '{problem} $& {host}' }).message).toBe(
      'Something in the request is not as expected: {problem} $& {host}.',
    );
  });
});
