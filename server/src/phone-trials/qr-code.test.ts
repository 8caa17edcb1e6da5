import decodeQR from 'qr/decode.js';
import { expect, it } from 'vitest';
import { qrCode } from './qr-code.ts';

it.each([
  'https://waymark.brand.com/try/kX0dyPZ3Yb9vQ2LrT7sN1g',
  'http://a.example:8080/try/______________________',
  `https://${'long.'.repeat(40)}example/try/kX0dyPZ3Yb9vQ2LrT7sN1g`,
])('the QR code of %s is read by a camera, black on white', (address) => {
  const svg = qrCode(address);
  expect(svg).toContain('<path fill="#fff" d="M0 0h');
  expect(decodeQR(pictureOf(svg))).toBe(address);
});

/** An SVG of modules as pixels, four for each. */
function pictureOf(svg: string) {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const scale = 4;
  const data = new Uint8Array((size * scale) ** 2 * 4).fill(255);
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g))
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++)
      for (let column = Number(x) * scale; column < (Number(x) + Number(length)) * scale; column++)
        data.fill(0, (row * size * scale + column) * 4, (row * size * scale + column) * 4 + 3);
  return { width: size * scale, height: size * scale, data };
}
