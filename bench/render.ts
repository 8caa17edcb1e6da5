import { prepare, render, wrap } from '@waymark/core';
import { compare, type Timing } from './compare.ts';
import { type Figure, rounded } from './figure.ts';
import { context, firstLinks, longMail, wrappingFor } from './mails.ts';
import { flat } from './wrap.ts';

/** A prepared mail for one recipient after another, beside wrapping the mail anew for each. */
export function renderFigures(): readonly Figure[] {
  const mail = firstLinks(longMail(100_000), 20);
  const prepared = prepare(mail, context);
  const wrapping = wrappingFor(prepared.targets);
  let recipient = 0;
  const next = () => ({ key: String(2 ** 31 + (recipient++ % 2 ** 30)) });
  const [rendering, anew] = compare([
    { name: 'render', run: () => flat(render(prepared, wrapping, next())) },
    { name: 'wrap anew', run: () => flat(wrap(mail, context, wrappingFor, next()).html) },
  ]) as [Timing, Timing];
  const from = {
    'characters of the mail': mail.length,
    'links wrapped': prepared.report.counts.wrap,
    'render, µs': rounded(rendering.microseconds),
    'wrap anew, µs': rounded(anew.microseconds),
  };
  return [
    {
      what: 'render for one recipient, 20 links',
      against: 'wrapping it anew',
      measured: rounded(anew.microseconds / rendering.microseconds),
      unit: '× faster',
      atLeast: 50,
      from,
    },
    {
      what: 'render for one recipient, 20 links',
      against: 'one core',
      measured: rounded(1_000_000 / rendering.microseconds),
      unit: 'recipients/s',
      atLeast: 10_000,
      from,
    },
  ];
}
