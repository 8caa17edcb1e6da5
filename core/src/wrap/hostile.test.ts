import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth, slowness, workClock } from '../growth.testing.ts';
import { findMergeTags } from '../mail/merge-tags.ts';
import { hold, mailRuns, propertyTimeoutMs } from '../runs.testing.ts';
import { hostileParts } from './hostile.testing.ts';
import { prepare } from './prepare.ts';
import { context } from './promise.testing.ts';

function read(html: string): void {
  prepare(html, context);
  findMergeTags(html);
}

describe('time is linear', () => {
  it.each(hostileParts)('in the number of repetitions of %j', (part) => {
    expect(growth(read, part)).toBeLessThan(10);
  });

  it.each(['<', '&', '"', '{{', '<!--', '<!-- <!-- ', '<div>'])(
    'ten megabytes of %j are read in less than 2 seconds',
    (part) => {
      const html = part.repeat(10_000_000 / part.length);
      const start = workClock();
      read(html);
      expect((workClock() - start) / slowness()).toBeLessThan(2000);
    },
    propertyTimeoutMs,
  );
});

describe('nothing throws', () => {
  it.each(['a.', '1.', '/', '/a', '%41', '?', '&a=', 'xn--'])('on an address of ten megabytes of %j', (part) => {
    const address = part.repeat(10_000_000 / part.length);
    for (const href of [`https://${address}`, `https://shop.example/${address}`]) {
      const { links } = prepare(`<a href="${href}">x</a>`, context).report;
      expect(links.map(({ action, deepLink }) => [action, deepLink])).toEqual([['refuse', 'none']]);
    }
  });

  it(
    'whatever the characters',
    () => {
      const anything = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc
          .array(fc.constantFrom(...hostileParts, 'href', 'a', 'https://a.example/', 'x'), { maxLength: 60 })
          .map((parts) => parts.join('')),
      );
      const property = fc.property(anything, fc.constantFrom('end', 'start', 'both'), (html, pixel) => {
        prepare(html, { ...context, pixel });
      });
      console.log(`nothing throws: ${hold(property, mailRuns)}`);
    },
    propertyTimeoutMs,
  );
});
