import { decodeKey, portableMac, prepare, render, wrap } from '@waymark/core';
import { compare, type Timing } from './compare.ts';
import { type Figure, rounded } from './figure.ts';
import { context, firstLinks, longMail, onlyFirstLinks, wrappingFor } from './mails.ts';
import { flat } from './wrap.ts';

/** A prepared mail for one recipient after another, beside wrapping the mail anew for each: a long mail and a short one. */
export function renderFigures(): readonly Figure[] {
  const long = longMail(100_000);
  return [
    ...figuresOf('100 kB, 20 links', onlyFirstLinks(long, 20)),
    ...figuresOf('15 kB, 20 links', firstLinks(long, 20)),
  ];
}

/** As many bytes as the MAC of a wrapped link covers: host, kind, key id, link id, recipient id. */
const sealed = new Uint8Array(24);

function figuresOf(size: string, mail: string): readonly Figure[] {
  const prepared = prepare(mail, context);
  const wrapping = wrappingFor(prepared.urls);
  const key = decodeKey(wrapping.opens?.key ?? '');
  let recipient = 0;
  const next = () => ({ id: String(2 ** 31 + (recipient++ % 2 ** 30)) });
  const [rendering, hashing, anew] = compare([
    { name: 'render', run: () => flat(render(prepared, wrapping, next())) },
    { name: 'HMAC-SHA-256', run: () => prepared.gaps.map(() => portableMac(key, sealed)) },
    { name: 'wrap anew', run: () => flat(wrap(mail, context, wrappingFor, next()).html) },
  ]) as [Timing, Timing, Timing];
  const from = {
    'characters of the mail': mail.length,
    'links wrapped': prepared.report.counts.wrap,
    'render, µs': rounded(rendering.microseconds),
    'of these, HMAC-SHA-256, µs': rounded(hashing.microseconds),
    'wrap anew, µs': rounded(anew.microseconds),
  };
  return [
    {
      what: `render for one recipient, ${size}`,
      against: 'wrapping it anew',
      measured: rounded(anew.microseconds / rendering.microseconds),
      unit: '× faster',
      atLeast: 50,
      from,
    },
    {
      what: `render for one recipient, ${size}`,
      against: 'one core',
      measured: rounded(1_000_000 / rendering.microseconds),
      unit: 'recipients/s',
      atLeast: 10_000,
      from,
    },
  ];
}
