import { describe, expect, it } from 'vitest';
import { lookAlike } from './look-alikes.ts';

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
    ['gıthub.com', 'a Turkish letter where it is not at home'],
    ['аррʟе.com', 'a small capital'],
    ['ꓮꓑꓑꓡꓰ.com', 'capitals of a script few can name'],
    ['g००gle.com', 'digits of another script'],
    ['ёхо.com', 'Cyrillic letters with marks'],
    ['googleไทย.com', 'Latin and Thai'],
    ['bank.example⁄login.evil.example', 'a slash that is none'],
    ['exampleノlogin.evil.example', 'a Japanese letter that looks like a slash'],
    ['münchen∕login.evil.example', 'a slash that is none beside an umlaut'],
    ['a։b.example', 'a colon that is none'],
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
      'ΟΔΟΣ.gr',
      'ресторан.com',
      'αγορά.gr',
      'сор.bg',
      'læger.dk',
      'æble.com',
      'œuvre.com',
      'łódź.pl',
      'ノートpc.jp',
      'ᏣᎳᎩ.com',
      'हिन्दी.com',
      'ไทย.com',
      'سوس.com',
      'סוס.co.il',
    ],
  ])('is not %s', (written) => expect(look(written)).toBeUndefined());

  it('is reported as written and as it opens', () => {
    expect(look('shop。example')?.details).toEqual({ host: 'shop。example', opens: 'shop.example' });
    expect(look('googleไทย.com')?.details).toEqual({ host: 'googleไทย.com', opens: 'xn--google-84t8dyo.com' });
  });

  it('is reported with the plain name it can be read as, if there is one', () => {
    const reads = (written: string) => look(written)?.details?.['reads'];
    expect(look('xn--pple-43d.com')?.details).toEqual({
      host: 'аpple.com',
      opens: 'xn--pple-43d.com',
      reads: 'apple.com',
    });
    expect(reads('www.аррӏе.com')).toBe('www.apple.com');
    expect(reads('bank.example⁄login.evil.example')).toBe('bank.example/login.evil.example');
    expect(reads('ёхо.com')).toBe('exo.com');
    expect(reads('𑜀ail.example')).toBe('mail.example');
  });
});
