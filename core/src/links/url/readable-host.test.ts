import { describe, expect, it } from 'vitest';
import { isCanonicalHost, readableHost } from './readable-host.ts';

describe('a host as readers see it', () => {
  it.each([
    ['xn--mnchen-3ya.de', 'münchen.de'],
    ['shop.example', 'shop.example'],
    ['xn--0.example', 'xn--0.example'],
  ])('%s is %s', (hostname, readable) => expect(readableHost(hostname)).toBe(readable));
});

describe('a host whose A-labels stand for a name', () => {
  it.each([
    'shop.example',
    'xn--mnchen-3ya.de',
    'xn--fa-hia.de',
    'xn--53h.example',
    'xn--p1b6ci4b4b3a.xn--11b5bs3a9aj6g',
  ])('is %s', (hostname) => expect(isCanonicalHost(hostname)).toBe(true));

  it.each([
    ['xn--.example', 'empty'],
    ['xn--a.example', 'a control character'],
    ['xn--99999999.example', 'does not decode'],
    ['xn--shop-.example', 'plain letters'],
    ['xn--mnchen-3yA.de', 'not in the one form'],
    ['xn--ab-g1t.example', 'an invisible character'],
    ['xn--a-ecp.example', 'a character that folds'],
    ['xn--dca.example', 'a capital'],
  ])('is not %s: %s', (hostname) => expect(isCanonicalHost(hostname)).toBe(false));
});
