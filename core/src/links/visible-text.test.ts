import { describe, expect, it } from 'vitest';
import { textMismatch } from './visible-text.ts';

const look = (text: string | undefined, opens: string, behind?: string) => textMismatch(text, opens, behind);

describe('a text that shows a different address from the one the link opens', () => {
  it.each([
    ['https://bank.example/login', 'evil.example'],
    ['HTTP://bank.example', 'evil.example'],
    ['www.bank.example', 'bank.example.evil.example'],
    ['bank.example', 'evil.example'],
    ['Bank.example/login?x=1', 'evil.example'],
    ['(bank.example).', 'evil.example'],
    ['bank.example:8080', 'evil.example'],
    ['münchen.de', 'xn--mnchen-4ya.de'],
  ])('is %s for %s', (text, host) => expect(look(text, host)?.code).toBe('text-mismatch'));

  it.each([
    [undefined, 'evil.example'],
    ['', 'evil.example'],
    ['Our shop', 'evil.example'],
    ['Visit bank.example now', 'evil.example'],
    ['info@bank.example', 'evil.example'],
    ['ASP.NET', 'evil.example'],
    ['report.pdf', 'evil.example'],
    ['v2.0', 'evil.example'],
    ['bank.example', 'www.bank.example'],
    ['www.bank.example', 'bank.example.'],
    ['bank.example', 'shop.bank.example'],
    ['https://münchen.de/a', 'xn--mnchen-3ya.de'],
    ['x'.repeat(5000), 'evil.example'],
  ])('is not %s for %s', (text, host) => expect(look(text, host)).toBeUndefined());

  it.each([
    ...['song.mp3', 'setup.exe', 'data.xlsm', 'photo.heic', 'table.parquet', 'script.py', 'sheet.ods', 'app.dmg'],
    ...['archive.zip', 'trailer.mov', 'logo.eps', 'report.final', 'v1.beta', 'letter.doc', 'ticket.pkpass'],
  ])('is not the name of a file or a version: %s', (text) => expect(look(text, 'cdn.shop.example')).toBeUndefined());

  it.each([
    'brand.com',
    'brand.co.uk',
    'brand.io',
    'brand.shop',
    'brand.berlin',
    'brand.рф',
    'brand.xn--p1ai',
    'brand.com:8080/a',
  ])('ends with a real top-level domain: %s', (text) => expect(look(text, 'evil.example')?.code).toBe('text-mismatch'));

  it('is not one that shows the address behind a scanner’s link', () => {
    expect(look('bank.example', 'safelinks.protection.outlook.com', 'bank.example')).toBeUndefined();
  });
});
