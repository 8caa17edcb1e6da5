import { describe, expect, it } from 'vitest';
import { oneTime } from './one-time.ts';
import { addressOf } from './url/address.ts';

const look = (path: string) => oneTime(addressOf(new URL(path, 'https://shop.example')));

describe('a link for a single person or a single use', () => {
  it.each([
    ...[
      '/?token=a1',
      '/x?OTP=123',
      '/login?magic=1',
      '/a?access_token=x',
      '/a?reset_password_token=x',
      '/a?confirmationToken=x',
      '/auth?oobCode=x',
    ],
    ...[
      '/a?invite_code=x',
      '/password-reset',
      '/reset-your-password/1',
      '/users/set_password',
      '/magic-link/x',
      '/verify-email',
      '/confirm_email?x=1',
    ],
    ...['/verify/9f8e7d6c5b4a39281706', '/account/activation/eyJhbGciOiJIUzI1NiJ9'],
  ])('is %s', (path) => expect(look(path)?.code).toBe('one-time'));

  it.each([
    ...[
      '/',
      '/?utm_source=token',
      '/?token=',
      '/?page=2&code=SUMMER',
      '/login',
      '/verify',
      '/activate/summer-sale',
      '/blog/how-to-reset-your-password-safely',
    ],
    ...['/tokens', '/shop/otp-bank-story'],
  ])('is not %s', (path) => expect(look(path)).toBeUndefined());
});
