import { describe, expect, it } from 'vitest';
import { ApiError, type ApiErrorCode, apiErrors } from './api-error.ts';

const codes = Object.keys(apiErrors) as ApiErrorCode[];

describe('an API error', () => {
  it.each(codes)('%s says what was wrong and what to do, in sentences', (code) => {
    const { message, hint } = apiErrors[code];
    for (const text of [message, hint]) expect(text).toMatch(/^(\{\w+\}|[A-Z"{].*[.}])$/);
    expect(code).toMatch(/^[a-z]+(_[a-z\d]+)*$/);
  });

  it('fills in the details and reports nothing else', () => {
    const error = new ApiError('host_taken', { host: 'click.brand.com', zone: 'brand.com' });
    expect(error.report()).toEqual({
      code: 'host_taken',
      message: 'click.brand.com is already a tracking domain.',
      hint: 'If it is in this account, it is in your list. Otherwise choose another name under brand.com.',
    });
    expect(error).toBeInstanceOf(Error);
  });

  it('inserts details verbatim, even if they look like placeholders', () => {
    expect(new ApiError('invalid_input', { problem: '{problem} $& {host}' }).message).toBe(
      'Something in the request is not as expected: {problem} $& {host}.',
    );
  });
});
