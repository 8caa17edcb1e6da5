import { describe, expect, it } from 'vitest';
import { ApiError } from './api-error.ts';
import { type ApiErrorCode, apiErrors } from './api-errors.data.ts';
import { apiErrorsDe } from './api-errors-de.data.ts';

const codes = Object.keys(apiErrors) as ApiErrorCode[];

describe('an API error', () => {
  it.each(codes)('%s says what was wrong and what to do, in sentences', (code) => {
    const { message, hint } = apiErrors[code];
    for (const text of [message, hint]) expect(text).toMatch(/^(\{\w+\}|[A-Z"{].*[.}])$/);
    expect(code).toMatch(/^[a-z]+(_[a-z\d]+)*$/);
  });

  it.each(codes)('%s says the same in German', (code) => {
    const variables = ({ message, hint }: { message: string; hint: string }) =>
      [message, hint].map((text) => text.match(/\{\w+\}/g)?.sort() ?? []);
    expect(variables(apiErrorsDe[code])).toEqual(variables(apiErrors[code]));
    for (const text of Object.values(apiErrorsDe[code])) expect(text).toMatch(/^(\{\w+\}|[A-ZÄÖÜ"{].*[.}])$/);
  });

  it('is reported in the language of its caller', () => {
    const problem = { en: 'it is no web address', de: 'sie ist keine Webadresse' };
    const error = new ApiError('webhook_refused', { problem });
    expect(error.report('de').message).toBe('Diese Adresse kann kein Webhook sein: sie ist keine Webadresse.');
    expect([error.message, error.report().message]).toEqual(
      Array(2).fill('This address cannot be a webhook: it is no web address.'),
    );
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
