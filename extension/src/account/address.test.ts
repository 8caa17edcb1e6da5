import { describe, expect, it } from 'vitest';
import { readServerAddress } from './address.ts';

describe('readServerAddress', () => {
  it.each([
    ['https://waymark.brand.com', 'https://waymark.brand.com', false],
    [' https://waymark.brand.com/some/page?x ', 'https://waymark.brand.com', false],
    ['waymark.brand.com', 'https://waymark.brand.com', false],
    ['waymark.brand.com:8443/', 'https://waymark.brand.com:8443', false],
    ['localhost:4400', 'http://localhost:4400', false],
    ['192.168.1.5:4400', 'http://192.168.1.5:4400', false],
    ['http://waymark.localhost:4400', 'http://waymark.localhost:4400', false],
    ['http://[::1]:4400', 'http://[::1]:4400', false],
    ['http://server.lan', 'http://server.lan', false],
    ['http://waymark.brand.com', 'http://waymark.brand.com', true],
    ['http://8.8.8.8', 'http://8.8.8.8', true],
  ])('%j is %s, insecure: %s', (typed, origin, insecure) => {
    expect(readServerAddress(typed)).toEqual({ origin, insecure });
  });

  it.each([
    '',
    ' ',
    'waymark',
    'ftp://waymark.brand.com',
    'javascript:alert(1)',
    'https://',
    'wm_mem_abc',
    'my server',
  ])('%j is no server address', (typed) => expect(readServerAddress(typed)).toBeUndefined());
});
