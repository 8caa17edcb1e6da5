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
  // Whatever is not blank, as in {{[first name]}} and {{ `x` }}. Handlebars guide, expressions; Liquid reference, objects; Jinja docs, variables; Go docs, text/template;
  // also Marketo docs, tokens, {{lead.First Name}}, and Salesforce Account Engagement, merge fields, {{{Recipient.Name}}}.
  {
    name: 'double-braces',
    open: '{{',
    close: '}}',
    begins: /[~-]?(?:\s|%20)*(?!%20)(?:[^\s{}~-]|\{[~!&]?\s*[^\s{}])/uy,
    value: new RegExp(String.raw`^\{\{(?!\{?${statement})`),
  },
  // Liquid, Jinja, Braze, Klaviyo, HubSpot, Brevo, Customer.io
  // Liquid reference, tags; Jinja docs, statements; HubSpot docs, HubL; Klaviyo docs, {% unsubscribe_link %}.
  {
    name: 'brace-percent',
    open: '{%',
    close: '%}',
    begins: /[-+]?\s*[\p{L}_]/uy,
  },
  // Jinja, HubSpot, Klaviyo
  // Jinja docs, comments; HubSpot docs, HubL.
  {
    name: 'brace-hash',
    open: '{#',
    close: '#}',
    begins: /[-+]?\s/y,
  },
  // Mailchimp, Mandrill
  // Mailchimp docs, all the merge tags, *|FNAME|* and *|IF:NAME|*; Mailchimp Transactional docs, merge language.
  {
    name: 'mailchimp',
    open: '*|',
    close: '|*',
    begins: /[A-Za-z_]/y,
    value: /^\*\|(?!(?:IF|IFNOT|ELSE|ELSEIF|END|INTERESTED|NOTINTERESTED|RSSITEMS|FEEDITEMS|FEEDBLOCK)[:|])/i,
  },
  // ERB, EJS, SendGrid
  // Ruby docs, ERB; EJS docs, tags; SendGrid docs, unsubscribe groups, <%asm_group_unsubscribe_raw_url%>.
  {
    name: 'angle-percent',
    open: '<%',
    close: '%>',
    begins: /(?:==|[-=#_~@%])?\s*[\p{L}_$@(]/uy,
    value: /^<%(?:asm_\w+%>$|={1,2}(?!.*(?:\bdo(?:\s*\|[^|]*\|)?|\{)\s*[-_]?%>$))/s,
  },
  // SendGrid
  // SendGrid docs, substitution and custom field tags, [%first_name%].
  {
    name: 'bracket-percent',
    open: '[%',
    close: '%]',
    begins: /\s*[\p{L}_-]/uy,
    value: /^\[%(?!\s*(?:if|unless|else|elsif|end|foreach|for|while|switch|case|set|block|include|process|call)\b)/i,
  },
  // SendGrid
  // SendGrid docs, Marketing Campaigns, [unsubscribe] and [weblink].
  {
    name: 'sendgrid-bracket',
    open: '[',
    close: ']',
    begins: /(?:unsubscribe|weblink|unsubscribe_preferences|sender_(?:name|address|city|state|zip))(?=\])/iy,
    value: /./,
  },
  // Iterable
  // Iterable docs, data feeds, [[feed.field]].
  {
    name: 'double-brackets',
    open: '[[',
    close: ']]',
    begins: /\s*[\p{L}_$#/]/uy,
    value: new RegExp(String.raw`^\[\[(?!${statement})`),
  },
  // AMPscript, Salesforce
  // Salesforce docs, AMPscript: %%FirstName%%, %%=v(@url)=%%, %%[ … ]%%.
  {
    name: 'ampscript',
    open: '%%',
    close: '%%',
    begins: /=\s*[\p{L}_]|\[|[\p{L}_@]/uy,
    value: /^%%(?!\[)/,
  },
  // Mailgun
  // Mailgun docs, batch sending, %recipient.name%, and tracking unsubscribes, %unsubscribe_url%.
  {
    name: 'mailgun',
    open: '%',
    close: '%',
    begins: /(?:recipient(?:\.[\w.-]{1,100}|_[a-z]{1,20})?|(?:tag_|mailing_list_)?unsubscribe_(?:url|email))(?=%)/y,
    value: /./,
  },
  // Salesforce
  // Salesforce docs, merge fields of Classic e-mail templates, {!Contact.FirstName}.
  {
    name: 'salesforce',
    open: '{!',
    close: '}',
    begins: /\s*[\p{L}_$]/uy,
    value: /./,
  },
  // Marketo, Braze, EJS
  // Velocity user guide, formal references, which Marketo's e-mail scripts are written in; template literals within EJS.
  {
    name: 'velocity',
    open: '${',
    close: '}',
    begins: /\s*[\p{L}_$]/uy,
    value: /./,
  },
  // Marketo
  // Velocity user guide, quiet references, which print nothing when there is no value.
  {
    name: 'velocity-quiet',
    open: '$!{',
    close: '}',
    begins: /\s*[\p{L}_$]/uy,
    value: /./,
  },
];
