/** One way in which sending systems mark a place that is filled for each recipient. */
export interface MergeTagSyntax {
  readonly name: string;
  readonly open: string;
  readonly close: string;
  /** What follows the opening in a real tag: keeps braces of styles and scripts and percent-encoding apart. */
  readonly begins: RegExp;
  /** Matches a tag that stands for a value. Conditions, loops, assignments, inclusions and comments do not; missing: none does. */
  readonly value?: RegExp;
}

/** What follows the opening braces of something other than a value, in Handlebars, Liquid and Go templates. */
const statement = String.raw`(?:--\s|[~-]?\s*(?:[#/^>!*]|\$\w+\s*:?=|(?:if|else|elseif|elsif|endif|end|range|with|define|block|template|break|continue|unless|each|for)(?=[\s}\]~])))`;

/**
 * In the order in which they are tried where two could begin at one place. Who writes each, and where it is documented:
 * `links/merge-tags/systems.data.ts`.
 */
export const mergeTagSyntaxes: readonly MergeTagSyntax[] = [
  {
    name: 'double-braces',
    open: '{{',
    close: '}}',
    begins: /(?:[~-]|--\s)?(?:\s|%20)*(?!%20)(?:[^\s{}~-]|\{[~!&]?\s*[^\s{}])/uy,
    value: new RegExp(String.raw`^\{\{(?!\{?${statement})`),
  },
  {
    name: 'brace-percent',
    open: '{%',
    close: '%}',
    begins: /[-+=#/]?\s*[\p{L}_]/uy,
    value: /^\{%=/,
  },
  {
    name: 'brace-hash',
    open: '{#',
    close: '#}',
    begins: /[-+]?\s/y,
  },
  {
    name: 'mailchimp',
    open: '*|',
    close: '|*',
    begins: /[A-Za-z_]/y,
    value: /^\*\|(?!(?:IF|IFNOT|ELSE|ELSEIF|END|INTERESTED|NOTINTERESTED|RSSITEMS|FEEDITEMS|FEEDBLOCK)[:|])/i,
  },
  {
    name: 'angle-percent',
    open: '<%',
    close: '%>',
    begins: /(?:==|[-=#_~@%])?\s*[\p{L}_$@(]/uy,
    value: /^<%(?:asm_\w+%>$|\$\{|={1,2}(?!.*(?:\bdo(?:\s*\|[^|]*\|)?|\{)\s*[-_]?%>$))/s,
  },
  {
    name: 'php',
    open: '<?',
    close: '?>',
    begins: /(?:==|[-=#_~@%])?\s*[\p{L}_$@(]/uy,
    value: /^<\?=/,
  },
  {
    name: 'bracket-percent',
    open: '[%',
    close: '%]',
    begins: /\s*[\p{L}_-]/uy,
    value: /^\[%(?!\s*(?:if|unless|else|elsif|end|foreach|for|while|switch|case|set|block|include|process|call)\b)/i,
  },
  {
    name: 'double-brackets',
    open: '[[',
    close: ']]',
    begins: /\s*[\p{L}_$#/]/uy,
    value: new RegExp(String.raw`^\[\[(?!${statement})`),
  },
  {
    name: 'ampscript',
    open: '%%',
    close: '%%',
    begins: /=\s*[\p{L}_]|\[|[!#]?[\p{L}_@]/uy,
    value: /^%%(?!\[)/,
  },
  {
    name: 'mailgun',
    open: '%',
    close: '%',
    begins: /(?:recipient(?:\.[\w.-]{1,100}|_[a-z]{1,20})?|(?:tag_|mailing_list_)?unsubscribe_(?:url|email))(?=%)/y,
    value: /./,
  },
  {
    name: 'salesforce',
    open: '{!',
    close: '}',
    begins: /\s*[\p{L}_$]/uy,
    value: /./,
  },
  {
    name: 'velocity',
    open: '${',
    close: '}',
    begins: /\s*[\p{L}_$]/uy,
    value: /./,
  },
  {
    name: 'velocity-quiet',
    open: '$!{',
    close: '}',
    begins: /\s*[\p{L}_$]/uy,
    value: /./,
  },
];
