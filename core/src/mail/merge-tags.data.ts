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
const statement = String.raw`[~-]?\s*(?:[#/^>!*]|\$\w+\s*:?=|(?:if|else|elseif|elsif|endif|end|range|with|define|block|template|break|continue|unless|each|for)(?=[\s}\]~]))`;

/** In the order in which they are tried where two could begin at one place; each with the engines that write it, and its source. */
export const mergeTagSyntaxes: readonly MergeTagSyntax[] = [
  // Handlebars, Liquid, Jinja, Go templates, SendGrid, Mailgun, Mandrill, Marketo,
  // Braze, Klaviyo, HubSpot, Brevo, Customer.io, Iterable, Sendios, Salesforce
  // The template languages themselves; also Marketo tokens, {{lead.First Name}}, and Salesforce, {{{Recipient.Name}}}.
  {
    name: 'double-braces',
    open: '{{',
    close: '}}',
    begins: /[~-]?\s*(?:[\p{L}\p{N}_$.@"'(]|[#/^>&!*]\s*[\p{L}_$.@"'({-]|\{[~!&]?\s*[\p{L}_$.@#/])/uy,
    value: new RegExp(String.raw`^\{\{(?!\{?${statement})`),
  },
  // Liquid, Jinja, Braze, Klaviyo, HubSpot, Brevo, Customer.io
  // Statements of Liquid, Jinja and HubL, for example {% unsubscribe_link %}.
  {
    name: 'brace-percent',
    open: '{%',
    close: '%}',
    begins: /[-+]?\s*[\p{L}_]/uy,
  },
  // Jinja, HubSpot, Klaviyo
  // Comments of Jinja and HubL.
  {
    name: 'brace-hash',
    open: '{#',
    close: '#}',
    begins: /[-+]?\s/y,
  },
  // Mailchimp, Mandrill
  // Mailchimp and Mandrill merge tags, *|FNAME|* and *|IF:NAME|*.
  {
    name: 'mailchimp',
    open: '*|',
    close: '|*',
    begins: /[A-Za-z_]/y,
    value: /^\*\|(?!(?:IF|IFNOT|ELSE|ELSEIF|END|INTERESTED|NOTINTERESTED|RSSITEMS|FEEDITEMS|FEEDBLOCK)[:|])/i,
  },
  // ERB, EJS, SendGrid
  // ERB and EJS; SendGrid writes <%asm_group_unsubscribe_raw_url%>.
  {
    name: 'angle-percent',
    open: '<%',
    close: '%>',
    begins: /(?:==|[-=#_~@%])?\s*[\p{L}_$@(]/uy,
    value: /^<%(?:asm_\w+%>$|={1,2}(?!.*(?:\bdo(?:\s*\|[^|]*\|)?|\{)\s*[-_]?%>$))/s,
  },
  // SendGrid
  // SendGrid substitution tags, [%first_name%].
  {
    name: 'bracket-percent',
    open: '[%',
    close: '%]',
    begins: /\s*[\p{L}_-]/uy,
    value: /^\[%(?!\s*(?:if|unless|else|elsif|end|foreach|for|while|switch|case|set|block|include|process|call)\b)/i,
  },
  // SendGrid
  // SendGrid Marketing Campaigns system tags, [unsubscribe] and [weblink].
  {
    name: 'sendgrid-bracket',
    open: '[',
    close: ']',
    begins: /(?:unsubscribe|weblink|unsubscribe_preferences|sender_(?:name|address|city|state|zip))(?=\])/iy,
    value: /./,
  },
  // Iterable
  // Iterable data feeds, [[feed.field]].
  {
    name: 'double-brackets',
    open: '[[',
    close: ']]',
    begins: /\s*[\p{L}_$#/]/uy,
    value: new RegExp(String.raw`^\[\[(?!${statement})`),
  },
  // AMPscript, Salesforce
  // Salesforce Marketing Cloud: %%FirstName%%, %%=v(@url)=%%, %%[ … ]%%.
  {
    name: 'ampscript',
    open: '%%',
    close: '%%',
    begins: /=\s*[\p{L}_]|\[|[\p{L}_@]/uy,
    value: /^%%(?!\[)/,
  },
  // Mailgun
  // Mailgun recipient variables, %recipient.name%, and %unsubscribe_url%.
  {
    name: 'mailgun',
    open: '%',
    close: '%',
    begins: /(?:recipient(?:\.[\w.-]{1,100}|_[a-z]{1,20})?|(?:tag_|mailing_list_)?unsubscribe_(?:url|email))(?=%)/y,
    value: /./,
  },
  // Salesforce
  // Salesforce merge fields, {!Contact.FirstName}.
  {
    name: 'salesforce',
    open: '{!',
    close: '}',
    begins: /\s*[\p{L}_$]/uy,
    value: /./,
  },
  // Marketo, Braze, EJS
  // Formal references of Velocity, which Marketo runs; template literals of EJS.
  {
    name: 'velocity',
    open: '${',
    close: '}',
    begins: /\s*[\p{L}_$]/uy,
    value: /./,
  },
  // Marketo
  // Quiet references of Velocity, which print nothing when there is no value.
  {
    name: 'velocity-quiet',
    open: '$!{',
    close: '}',
    begins: /\s*[\p{L}_$]/uy,
    value: /./,
  },
];
