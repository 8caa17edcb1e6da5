import { describe, expect, it } from 'vitest';
import { applyEdits } from '../edits.ts';
import { scan } from '../scan.ts';
import { type PixelPosition, pixelMarkup, pixelSpans } from './pixel.ts';

/** The mail with `•` where pixels would be inserted. */
function placed(html: string, position: PixelPosition): string {
  return applyEdits(
    html,
    pixelSpans(scan(html).pixelPlaces, position).map((span) => ({ ...span, text: '•' })),
  );
}

describe('the pixel at the end', () => {
  it.each([
    ['before the end of the body', '<body>x</body></html>', '<body>x•</body></html>'],
    ['in capitals', '<BODY>x</BODY >\n', '<BODY>x•</BODY >\n'],
    ['before the last end', '<body>x</body>\n</body>\n', '<body>x</body>\n•</body>\n'],
    ['not in a comment', '<body>x</body><!-- </body> -->', '<body>x•</body><!-- </body> -->'],
    [
      'not in a conditional',
      '<body>x<!--[if mso]></body><![endif]--></body>',
      '<body>x<!--[if mso]></body><![endif]-->•</body>',
    ],
    ['not in raw text', '<body>x</body><style></body></style>', '<body>x</body><style></body></style>•'],
    ['not in an attribute', '<body>x</body><p title="</body>">', '<body>x</body><p title="</body>">•'],
    ['before the end of the document', '<p>x</p></html>\n', '<p>x</p>•</html>\n'],
    ['at the end of a fragment', '<p>x</p>', '<p>x</p>•'],
    ['in a mail of text', 'x', 'x•'],
    ['in an empty mail', '', '•'],
    ['after what follows the body, since readers put it there', '<body>x</body><p>y</p>', '<body>x</body><p>y</p>•'],
    [
      'after a table that never ends, where the end of the body is skipped',
      '<body><table></body>',
      '<body><table></body>•',
    ],
    ['at the start when a comment never ends', '<body>x<!-- </body>', '<body>•x<!-- </body>'],
    ['nowhere in a frame set', '<frameset><frame></frameset>', '<frameset><frame></frameset>'],
    ['nowhere when all of it is an open comment', '<!-- x', '<!-- x'],
    ['nowhere in a template that never ends', '<template><p>x', '<template><p>x'],
  ])('stands %s', (_, html, expected) => {
    expect(placed(html, 'end')).toBe(expected);
  });
});

describe('the pixel beside a conditional whose content all but Outlook see', () => {
  const spellings = [
    ['<!--[if !mso]><!-->', '<!--<![endif]-->'],
    ['<!--[if !mso]><!-- -->', '<!-- <![endif]-->'],
    ['<!--[if !mso]>-->', '<!--<![endif]-->'],
    ['<!--[if !mso]> -->', '<!-- <![endif] -->'],
    ['<!--[if gte mso 9]><!-->', '<!--<![endif]-->'],
    ['<![if !mso]>', '<![endif]>'],
    ['<![IF !vml]>', '<![EndIf]>'],
  ] as const;

  it.each(spellings)('%s: stands behind its end, never within it', (open, close) => {
    const hidden = '<div style="display:none">hi</div>';
    const start = (html: string) => placed(html, 'start');
    expect(start(`${open}<body class="x">${close}<p>y`)).toBe(`${open}<body class="x">${close}•<p>y`);
    expect(start(`<body>${open}${hidden}${close}<p>y`)).toBe(`<body>${open}${hidden}${close}•<p>y`);
    expect(start(`${open}<body>${close}${hidden}<p>y`)).toBe(`${open}<body>${close}${hidden}•<p>y`);
    expect(start(`${open}x${close}y`)).toBe(`${open}x${close}•y`);
    expect(start(`<body>${open}<p>x</p>${close}y`)).toBe(`<body>•${open}<p>x</p>${close}y`);
    expect(start(`${open}<table><tr>${close}<td>y</table>`)).toBe(`${open}<table><tr>${close}<td>y</table>•`);
    expect(placed(`<body>x${open}</body>${close}`, 'end')).toBe(`<body>x${open}</body>${close}•`);
    expect(placed(`<body>x${open}<p>y</p>${close}</body>`, 'end')).toBe(`<body>x${open}<p>y</p>${close}•</body>`);
    expect(placed(`${open}<body>x${open}<p>${close}y${close}</body>`, 'both')).toBe(
      `${open}<body>x${open}<p>${close}y${close}•</body>`,
    );
  });

  it('stands where it did beside one that only Outlook sees, or that never ends', () => {
    const outlook = '<!--[if mso]><p>x</p><![endif]-->';
    expect(placed(`<body>${outlook}<p>y`, 'start')).toBe(`<body>•${outlook}<p>y`);
    expect(placed('<![endif]><body>x', 'start')).toBe('<![endif]><body>•x');
    expect(placed('<!--[if !mso]><!--><body>x</body>', 'start')).toBe('<!--[if !mso]><!--><body>x</body>•');
  });
});

describe('the pixel at the start', () => {
  it.each([
    ['after the opening of the body', '<head></head>\n<body class=x> <p>y', '<head></head>\n<body class=x>• <p>y'],
    [
      'after the preheader',
      '<body>\n<div style="display:none">hi</div><p>',
      '<body>\n<div style="display:none">hi</div>•<p>',
    ],
    [
      'after a preheader with parts',
      '<body><span hidden>a<br><span>b</span></span>c',
      '<body><span hidden>a<br><span>b</span></span>•c',
    ],
    [
      'after both parts of a preheader',
      '<body><div class="preheader">a</div> <div style="max-height: 0">b</div>c',
      '<body><div class="preheader">a</div> <div style="max-height: 0">b</div>•c',
    ],
    [
      'after a preheader for which Outlook has its own rule',
      '<body><!-- p --><div style="mso-hide:all">a</div>b',
      '<body><!-- p --><div style="mso-hide:all">a</div>•b',
    ],
    [
      'not within a preheader of loose ends',
      '<body><div style="display:none"><b>a</div>c',
      '<body>•<div style="display:none"><b>a</div>c',
    ],
    [
      'before the first content without a body',
      '<title>t</title><meta charset=utf-8>\n<p>x',
      '<title>t</title><meta charset=utf-8>\n•<p>x',
    ],
    ['before the first words without any tag', ' x', ' •x'],
    ['after a byte order mark', '\uFEFF<p>x', '\uFEFF•<p>x'],
    ['at the end when there is nothing', '<html><head></head></html>', '<html><head></head>•</html>'],
  ])('stands %s', (_, html, expected) => {
    expect(placed(html, 'start')).toBe(expected);
  });
});

describe('the pixel', () => {
  it('is at both ends on request, but only once if they coincide', () => {
    expect(placed('<body>x</body>', 'both')).toBe('<body>•x•</body>');
    expect(placed('<body></body>', 'both')).toBe('<body>•</body>');
  });

  it('goes where the author placed it, but only if it can load there', () => {
    const html =
      '<style>{{ waymark_open }}</style><p title="{{waymark_open}}">{{waymark_open}}</p><!-- {{ waymark_open }} -->';
    expect(placed(html, 'end')).toBe(
      '<style>{{ waymark_open }}</style><p title="{{waymark_open}}">•</p><!-- {{ waymark_open }} -->',
    );
  });

  it('is a one-pixel image without alternative text', () => {
    expect(pixelMarkup('https://a.example/o/t.gif', false)).toBe(
      '<img src="https://a.example/o/t.gif" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0">',
    );
  });

  it('is an AMP image in AMP for e-mail', () => {
    expect(pixelMarkup('https://a.example/o/t.gif', true)).toBe(
      '<amp-img src="https://a.example/o/t.gif" width="1" height="1" alt="" layout="fixed"></amp-img>',
    );
  });
});
