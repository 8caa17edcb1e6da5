/** What a mail may hold over and over to make a reader work more than once on the same characters. */
export const hostileParts: readonly string[] = [
  ...[
    '<',
    '</',
    '<!',
    '<!-',
    '<!--',
    '-->',
    '--!>',
    '<!-- <!-- ',
    '<!-->',
    '<!--[if mso]>',
    '<!--[if mso]><a href="-->',
  ],
  ...['<![endif]', '<![CDATA[', ']]>', '<?', '<3', '-', '--', '--!', '>'],
  ...[
    '<a ',
    '<a href="',
    "<a b='",
    '<a href=x>',
    '<a =',
    '<a href="&amp;',
    '<a href={{x}}>y</a>',
    '<x/y/z',
    '<a a="" ',
  ],
  ...[
    '<a href="https://a.example/?x=1">y</a>',
    '<a href="https://a.example/{{x}}?',
    '</a>',
    '<a href=x><b>y',
    '<area>',
  ],
  ...[
    '<v:rect href=x>',
    '<!--[if mso]><v:rect href=x><![endif]-->',
    '<img alt="',
    '<img src=x>',
    '<base href=x>',
    '<form action=x>',
  ],
  ...[
    '&',
    '&amp',
    '&#',
    '&#x',
    '&notin',
    '"',
    "'",
    '=',
    '`',
    '%',
    '/',
    '\\',
    ' ',
    '\n',
    '\r',
    '\r\n',
    '\0',
    '\uD800',
    '\uFEFF',
    'é',
  ],
  ...[
    '{{',
    '{{a',
    '{{{',
    '}}',
    '{%',
    '{#',
    '*|',
    '|*',
    '%%a',
    '%%=',
    '<%a',
    '<%=',
    '${',
    '$!{',
    '[',
    '[[a',
    '#{',
    '@{',
    '${"a',
  ],
  ...[
    '{{ waymark_open }}',
    '{{ waymark_open',
    '{{          waymark_open',
    '<div style="display:none">',
    '<div class="preheader">',
  ],
  ...[
    '<svg>',
    '<svg></g>',
    '<svg><p>',
    '<svg><title>',
    '<math><mi>',
    '<math><annotation-xml>',
    '<font color=x>',
    '<template>',
  ],
  ...[
    '<select>',
    '<option>',
    '<style>',
    '</style>',
    '<script>',
    '<script><!--',
    '</script',
    '<title></titl',
    '<textarea',
    '<xmp>',
  ],
  ...[
    '<body>',
    '</body>',
    '</html>',
    '<html>',
    '<head>',
    '<table>',
    '<tr><td>',
    '<noscript>',
    '<plaintext>',
    '<frameset>',
    '<div>',
  ],
];

/** Milliseconds of work done so far; time in which other programs had the processor does not count. */
export type WorkClock = () => number;

/** Of three goes the fastest: what the work costs, and not what else the machine does. */
function cost(work: () => void, clock: WorkClock): number {
  const goes = [1, 2, 3].map(() => {
    const start = clock();
    work();
    return clock() - start;
  });
  return Math.min(...goes);
}

/**
 * How much more work four times the length is: about 4 for linear work, about 16 for quadratic. What lies within a clock's
 * own noise counts as the noise, so that work too short to be measured passes.
 */
export function growth(read: (html: string) => void, part: string, clock: WorkClock, length = 20_000): number {
  const noise = 3;
  const [short, long] = [part.repeat(length / part.length), part.repeat((length * 4) / part.length)];
  read(part.repeat(100));
  return (
    Math.max(
      noise * 4,
      cost(() => read(long), clock),
    ) /
    Math.max(
      noise,
      cost(() => read(short), clock),
    )
  );
}
