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
    ['10.1', 'http://10.0.0.1', false],
    ['http://0x7f000001/', 'http://127.0.0.1', false],
    ['http://172.31.0.1', 'http://172.31.0.1', false],
    ['http://169.254.1.1', 'http://169.254.1.1', false],
    ['http://[fd00::1]', 'http://[fd00::1]', false],
    ['http://[fe80::1]', 'http://[fe80::1]', false],
    ['http://[::ffff:10.0.0.1]', 'http://[::ffff:a00:1]', false],
    // Names that begin like private addresses, and addresses beside their blocks.
    ['10.brand.com', 'https://10.brand.com', false],
    ['127.brand.com', 'https://127.brand.com', false],
    ['http://10.brand.com', 'http://10.brand.com', true],
    ['http://127.brand.com', 'http://127.brand.com', true],
    ['http://172.20.evil.example', 'http://172.20.evil.example', true],
    ['http://192.168.1.evil.example', 'http://192.168.1.evil.example', true],
    ['http://169.254.evil.example', 'http://169.254.evil.example', true],
    ['http://localhost.evil.example', 'http://localhost.evil.example', true],
    ['http://evil-local', 'http://evil-local', false],
    ['http://evillan.example', 'http://evillan.example', true],
    ['http://172.32.0.1', 'http://172.32.0.1', true],
    ['http://192.169.0.1', 'http://192.169.0.1', true],
    ['http://[::ffff:8.8.8.8]', 'http://[::ffff:808:808]', true],
    ['http://[2001:db8::1]', 'http://[2001:db8::1]', true],
    ['http://[fe00::1]', 'http://[fe00::1]', true],
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
