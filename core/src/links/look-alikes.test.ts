import { describe, expect, it } from 'vitest';
import { lookAlike, readableHost } from './look-alikes.ts';

const look = (written: string) => lookAlike(new URL(`https://${written}/`).hostname, written);

describe('a host that can be mistaken for another', () => {
  it.each([
    ['аpple.com', 'Cyrillic a among Latin letters'],
    ['аррӏе.com', 'Cyrillic letters only, all of them look Latin'],
    ['gοοgle.com', 'Greek o'],
    ['www.раypal.com', 'mixed in one label of several'],
    ['ɡoogle.com', 'a rare Latin letter'],
    ['shoр.münchen.de', 'beside a harmless label'],
    ['ｓhop.example', 'a wide letter that folds'],
    ['shop。example', 'a full stop that folds'],
    ['ⅷ.example', 'one character that folds to several'],
    ['xn--pple-43d.com', 'written as punycode'],
  ])('is %s: %s', (written) => expect(look(written)?.code).toBe('confusable-host'));

  it.each([
    ...[
      'shop.example',
      'Shop.EXAMPLE',
      'münchen.de',
      'MÜNCHEN.de',
      'straße.de',
      'españa.es',
      'kadın.com.tr',
      'россия.рф',
      'пример.com',
      'сор.рф',
    ],
    ...[
      'ελλάδα.gr',
      '日本語.jp',
      'ソニーsony.jp',
      '삼성tv.kr',
      '中国.cn',
      'مثال.com',
      'דוגמה.com',
      'xn--mnchen-3ya.de',
      'mu\u0308nchen.de',
      '☕.example',
    ],
  ])('is not %s', (written) => expect(look(written)).toBeUndefined());

  it('is told as it was written and as it opens', () => {
    expect(look('shop。example')?.details).toEqual({ host: 'shop。example', opens: 'shop.example' });
    expect(look('xn--pple-43d.com')?.details).toEqual({ host: 'аpple.com', opens: 'xn--pple-43d.com' });
  });
});

describe('a host as readers see it', () => {
  it.each([
    ['xn--mnchen-3ya.de', 'münchen.de'],
    ['shop.example', 'shop.example'],
    ['xn--0.example', 'xn--0.example'],
  ])('%s is %s', (hostname, readable) => expect(readableHost(hostname)).toBe(readable));
});
