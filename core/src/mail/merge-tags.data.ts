/** One way in which sending systems mark a place that is filled for each recipient. */
export interface MergeTagSyntax {
  readonly name: string;
  readonly open: string;
  readonly close: string;
  /** What follows the opening in a real tag: keeps braces of styles and scripts and percent-encoding apart. */
  readonly begins: RegExp;
  /** Matches a tag that stands for a value. Conditions, loops, assignments, inclusions and comments do not; missing: none does. */
  readonly value?: RegExp;
  readonly engines: readonly string[];
  readonly source: string;
}

/** What follows the opening braces of something other than a value, in Handlebars, Liquid and Go templates. */
const statement = String.raw`[~-]?\s*(?:[#/^>!*]|\$\w+\s*:?=|(?:if|else|elseif|elsif|endif|end|range|with|define|block|template|break|continue|unless|each|for)(?=[\s}\]~]))`;

/** In the order in which they are tried where two could begin at one place. */
export const mergeTagSyntaxes: readonly MergeTagSyntax[] = [
  {
    name: 'double-braces',
    open: '{{',
    close: '}}',
    begins: /[~-]?\s*(?:[\p{L}\p{N}_$.@"'(]|[#/^>&!*]\s*[\p{L}_$.@"'({-]|\{[~!&]?\s*[\p{L}_$.@#/])/uy,
    value: new RegExp(String.raw`^\{\{(?!\{?${statement})`),
    engines: [
      'Handlebars',
      'Liquid',
      'Jinja',
      'Go templates',
      'SendGrid',
      'Mailgun',
      'Mandrill',
      'Marketo',
      'Braze',
      'Klaviyo',
      'HubSpot',
      'Brevo',
      'Customer.io',
      'Iterable',
      'Sendios',
      'Salesforce',
    ],
    source:
      'The template languages themselves; also Marketo tokens, {{lead.First Name}}, and Salesforce, {{{Recipient.Name}}}.',
  },
  {
    name: 'brace-percent',
    open: '{%',
    close: '%}',
    begins: /[-+]?\s*[\p{L}_]/uy,
    engines: ['Liquid', 'Jinja', 'Braze', 'Klaviyo', 'HubSpot', 'Brevo', 'Customer.io'],
    source: 'Statements of Liquid, Jinja and HubL, for example {% unsubscribe_link %}.',
  },
  {
    name: 'brace-hash',
    open: '{#',
    close: '#}',
    begins: /[-+]?\s/y,
    engines: ['Jinja', 'HubSpot', 'Klaviyo'],
    source: 'Comments of Jinja and HubL.',
  },
  {
    name: 'mailchimp',
    open: '*|',
    close: '|*',
    begins: /[A-Za-z_]/y,
    value: /^\*\|(?!(?:IF|IFNOT|ELSE|ELSEIF|END|INTERESTED|NOTINTERESTED|RSSITEMS|FEEDITEMS|FEEDBLOCK)[:|])/i,
    engines: ['Mailchimp', 'Mandrill'],
    source: 'Mailchimp and Mandrill merge tags, *|FNAME|* and *|IF:NAME|*.',
  },
  {
    name: 'angle-percent',
    open: '<%',
    close: '%>',
    begins: /(?:==|[-=#_~@%])?\s*[\p{L}_$@(]/uy,
    value: /^<%(?:asm_\w+%>$|={1,2}(?!.*(?:\bdo(?:\s*\|[^|]*\|)?|\{)\s*[-_]?%>$))/s,
    engines: ['ERB', 'EJS', 'SendGrid'],
    source: 'ERB and EJS; SendGrid writes <%asm_group_unsubscribe_raw_url%>.',
  },
  {
    name: 'bracket-percent',
    open: '[%',
    close: '%]',
    begins: /\s*[\p{L}_-]/uy,
    value: /^\[%(?!\s*(?:if|unless|else|elsif|end|foreach|for|while|switch|case|set|block|include|process|call)\b)/i,
    engines: ['SendGrid'],
    source: 'SendGrid substitution tags, [%first_name%].',
  },
  {
    name: 'sendgrid-bracket',
    open: '[',
    close: ']',
    begins: /(?:unsubscribe|weblink|unsubscribe_preferences|sender_(?:name|address|city|state|zip))(?=\])/iy,
    value: /./,
    engines: ['SendGrid'],
    source: 'SendGrid Marketing Campaigns system tags, [unsubscribe] and [weblink].',
  },
  {
    name: 'double-brackets',
    open: '[[',
    close: ']]',
    begins: /\s*[\p{L}_$#/]/uy,
    value: new RegExp(String.raw`^\[\[(?!${statement})`),
    engines: ['Iterable'],
    source: 'Iterable data feeds, [[feed.field]].',
  },
  {
    name: 'ampscript',
    open: '%%',
    close: '%%',
    begins: /=\s*[\p{L}_]|\[|[\p{L}_@]/uy,
    value: /^%%(?!\[)/,
    engines: ['AMPscript', 'Salesforce'],
    source: 'Salesforce Marketing Cloud: %%FirstName%%, %%=v(@url)=%%, %%[ … ]%%.',
  },
  {
    name: 'mailgun',
    open: '%',
    close: '%',
    begins: /(?:recipient(?:\.[\w.-]{1,100}|_[a-z]{1,20})?|(?:tag_|mailing_list_)?unsubscribe_(?:url|email))(?=%)/y,
    value: /./,
    engines: ['Mailgun'],
    source: 'Mailgun recipient variables, %recipient.name%, and %unsubscribe_url%.',
  },
  {
    name: 'salesforce',
    open: '{!',
    close: '}',
    begins: /\s*[\p{L}_$]/uy,
    value: /./,
    engines: ['Salesforce'],
    source: 'Salesforce merge fields, {!Contact.FirstName}.',
  },
  {
    name: 'velocity',
    open: '${',
    close: '}',
    begins: /\s*[\p{L}_$]/uy,
    value: /./,
    engines: ['Marketo', 'Braze', 'EJS'],
    source: 'Formal references of Velocity, which Marketo runs; template literals of EJS.',
  },
  {
    name: 'velocity-quiet',
    open: '$!{',
    close: '}',
    begins: /\s*[\p{L}_$]/uy,
    value: /./,
    engines: ['Marketo'],
    source: 'Quiet references of Velocity, which print nothing when there is no value.',
  },
];
