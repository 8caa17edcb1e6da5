import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { prepare } from './prepare.ts';
import { context, recipient, wrappingFor } from './promise.testing.ts';
import { render } from './render.ts';

const amp = await readFile(new URL('../../../examples/amp-newsletter.html', import.meta.url), 'utf8');
const token = /\/([co])\/[\w-]+/g;
const wrapped = (mail: string, settings: Partial<typeof context> = {}) => {
  const prepared = prepare(mail, { ...context, ...settings });
  return render(prepared, wrappingFor(prepared.urls), recipient).replace(token, '/$1/…');
};
const pixel =
  '<amp-img src="https://click.brand.example/o/….gif" width="1" height="1" alt="" layout="fixed"></amp-img>';
/** AMP's own attributes with addresses, and everything between tags that is not markup. */
const machinery = /(?:src|action-xhr|custom-element|\[\w+\]|on)="[^"]*"|<(script|style)\b[\s\S]*?<\/\1>/g;

describe('the example in AMP for e-mail', () => {
  const { report, urls } = prepare(amp, context);

  it('has its links wrapped, including those within templates, and nothing else', () => {
    expect(report.counts).toEqual({ wrap: 8, leave: 5, refuse: 0 });
    expect(urls).toEqual([
      'https://www.kilnandtide.example/?ref=amp-11',
      'https://www.kilnandtide.example/collections/winter?utm_source=newsletter&utm_medium=amp',
      'https://www.kilnandtide.example/pieces/ferry-bowl',
      'https://www.kilnandtide.example/pieces/tide-cup?size=s&glaze=fog',
      'https://www.kilnandtide.example/shipping',
      'https://www.kilnandtide.example/stock',
      'https://www.kilnandtide.example/visit#map',
      'https://www.kilnandtide.example/imprint',
    ]);
    expect(report.links.filter(({ action }) => action === 'leave').map(({ originalUrl }) => originalUrl)).toEqual([
      '{{url}}',
      'tel:+4940123456',
      'https://www.kilnandtide.example/wheel',
      'mailto:hello@kilnandtide.example',
      'https://www.kilnandtide.example/unsubscribe?u={{ subscriber.id }}',
    ]);
  });

  it('keeps the addresses that its components use: scripts, images, lists and forms', () => {
    const mail = wrapped(amp).replace(pixel, '');
    expect(mail.match(machinery)).toEqual(amp.match(machinery));
  });

  it('differs only in links and pixel', () => {
    const prepared = prepare(amp, context);
    const undone = prepared.pieces.map((piece, index) => piece + (prepared.gaps[index]?.original ?? '')).join('');
    expect(undone).toBe(amp);
    expect(prepared.gaps).toHaveLength(9);
  });

  it('gets one AMP pixel, at the end of the body', () => {
    expect(wrapped(amp)).toContain(`${pixel}</body>`);
    expect(wrapped(amp)).not.toContain('<img');
  });

  it('does not change when it is wrapped again', () => {
    const prepared = prepare(amp, context);
    const once = render(prepared, wrappingFor(prepared.urls), recipient);
    const again = prepare(once, context);
    expect(again.gaps).toEqual([]);
    expect(again.pieces.join('')).toBe(once);
  });
});

describe('AMP for e-mail', () => {
  it.each(['<html ⚡4email>', '<html amp4email>', '<html AMP4EMAIL lang=en>', '<html data-css-strict ⚡4email="">'])(
    'is known by %s',
    (html) => {
      expect(wrapped(`<!doctype html>${html}<head></head><body>x</body></html>`)).toContain(`${pixel}</body>`);
    },
  );

  it('gets no pixel that would make it invalid: images must be https', () => {
    const mail = '<html amp4email><body>x</body></html>';
    expect(wrapped(mail, { origin: 'http://click.localhost:8080' })).toBe(mail);
    expect(wrapped(mail, { origin: 'http://click.localhost:8080', pixelOrigin: context.origin })).toContain(pixel);
  });

  it('has no finding about clipping', () => {
    const text = 'x'.repeat(150_000);
    expect(prepare(`<html amp4email><body>${text}</body></html>`, context).report.findings).toEqual([]);
    expect(prepare(`<html><body>${text}</body></html>`, context).report.findings).toHaveLength(1);
  });
});
