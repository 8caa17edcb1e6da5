import { describe, expect, it } from 'vitest';
import { growth } from '../growth.testing.ts';
import { signedParts } from '../mail/signed.ts';
import { prepareMailingParts } from './parts.ts';

const context = { origin: 'https://click.brand.com', trackClicks: true, trackOpens: true, text: 'wrap' } as const;
const link = 'https://shop.example/x';
const pgp = `-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA512

See ${link} and https+notrack://shop.example/y
-----BEGIN PGP SIGNATURE-----

iHUEARYKAB0 https://keys.example/z
-----END PGP SIGNATURE-----`;
const mime = `Content-Type: multipart/signed; protocol="application/pkcs7-signature";
 micalg=sha-256; boundary="----5A1C"

------5A1C
Content-Type: text/plain

See ${link}
------5A1C
Content-Type: application/pkcs7-signature; name=smime.p7s

MIIF
------5A1C--`;

const textOf = (text: string) => prepareMailingParts({ text }, context).text!;
const codes = (text: string) => textOf(text).report.links.map(({ findings }) => findings[0]?.code);

describe('what its author has signed', () => {
  it.each([
    ['clear-signed text', pgp],
    ['text that is never closed', pgp.slice(0, 140)],
    ['a signed MIME part', mime],
    ['PGP/MIME', mime.replace('pkcs7-signature', 'pgp-signature').replace('"----5A1C"', '----5A1C')],
  ])('keeps every byte in a text: %s', (_, signed) => {
    expect(textOf(signed).pieces).toEqual([signed]);
    expect(new Set(codes(signed))).toEqual(new Set(['signed']));
    const around = textOf(`Shop: ${link}\n\n${signed}${signed.endsWith('-') ? `\n\n${link}` : ''}`);
    expect(around.pieces.join('')).toContain(signed);
    expect(around.report.links[0]?.action).toBe('wrap');
  });

  it('ends with the signature', () => {
    expect(textOf(`${pgp}\n${link}\n`).pieces).toEqual([`${pgp}\n`, '\n']);
    expect(textOf(`${mime}\n${link}\n${pgp}`).gaps).toHaveLength(1);
  });

  it('keeps every byte in HTML, and its links', () => {
    const html = `<body><pre>${pgp.replace(link, `<a href="${link}">x</a>{{ waymark_open }}`)}</pre><a href="${link}">y</a></body>`;
    const { pieces, report } = prepareMailingParts({ html }, context).html;
    expect(pieces.join('•')).toBe(html.replace(`<a href="${link}">y</a>`, '<a href="•">y</a>'));
    expect(report.links.map(({ action }) => action)).toEqual(['leave', 'wrap']);
  });

  it('is not what only talks about it', () => {
    expect(codes(`A BEGIN PGP SIGNED MESSAGE line, and multipart/signed: ${link}`)).toEqual([undefined]);
  });

  it.each([
    '-----BEGIN PGP SIGNED MESSAGE-----\n',
    'Content-Type: multipart/signed; boundary=a\n',
    '-----END PGP SIGNATURE-----',
  ])('is found in linear time: %j', (part) => expect(growth(signedParts, part, 50_000)).toBeLessThan(10));
});
