import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { prepare } from './prepare.ts';
import { brokenPromises, context, recipient, type Wrapped, wrapOnce, wrappingFor } from './promise.testing.ts';
import { render } from './render.ts';

const html = await readFile(new URL('../../../examples/newsletter.html', import.meta.url), 'utf8');
const good = wrapOnce(html);
const prepared = prepare(html, context);
const wrapping = wrappingFor(prepared.targets);

function rendered(change: Partial<typeof prepared>): Wrapped {
  return { html: render({ ...prepared, ...change }, wrapping, recipient), targets: prepared.targets };
}

describe('the check of a wrapped mail', () => {
  it('finds nothing wrong with a good one', () => {
    expect(brokenPromises(html, good)).toEqual([]);
  });

  it.each<[string, Wrapped]>([
    [
      'an edit one byte too long',
      rendered({ pieces: prepared.pieces.map((piece, at) => (at === 3 ? piece.slice(1) : piece)) }),
    ],
    [
      'an edit one byte too short',
      rendered({ pieces: prepared.pieces.map((piece, at) => (at === 3 ? `h${piece}` : piece)) }),
    ],
    [
      'an edit one byte early',
      rendered({
        pieces: prepared.pieces.map((piece, at) => (at === 2 ? piece.slice(0, -1) : at === 3 ? `"${piece}` : piece)),
      }),
    ],
    [
      'two links with each other’s destination',
      rendered({
        gaps: prepared.gaps.map((gap) =>
          gap.kind === 'link' && gap.target < 2 ? { ...gap, target: 1 - gap.target } : gap,
        ),
      }),
    ],
    ['a line break normalised', { ...good, html: good.html.replace('\n', '\r\n') }],
    ['an entity written anew', { ...good, html: good.html.replace('&nbsp;', '\u00a0') }],
    ['a parser’s tidying', { ...good, html: good.html.replace('</body>', '').replace('</html>', '</body></html>') }],
    [
      'a link in a comment wrapped',
      {
        ...good,
        html: good.html.replace(
          'https://www.kilnandtide.example/not-a-link',
          /https:\S+\/c\/[\w-]+/.exec(good.html)?.[0] ?? '',
        ),
      },
    ],
    [
      'the pixel within a comment',
      {
        ...good,
        html: good.html
          .replace(/(<img src="[^>]*>)(\s*<\/body>)/, '$2')
          .replace('<!-- Sent', `<!-- ${/<img src="[^>]*>/.exec(good.html)?.[0]} Sent`),
      },
    ],
  ])('notices %s', (_, broken) => {
    expect(broken.html).not.toBe(good.html);
    expect(brokenPromises(html, broken)).not.toEqual([]);
  });
});
