import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Mail } from './mail.ts';

const folder = fileURLToPath(new URL('../templates/', import.meta.url));

/** A template as one sending system is given it, with its tags as its documentation writes them. */
export interface SystemTemplate extends Mail {
  /** What the system replaces, however it may be written in detail. */
  readonly tag: RegExp;
}

const doubleBraces = String.raw`\{\{.*?\}\}+`;
const liquid = String.raw`${doubleBraces}|\{%.*?%\}`;
const tags: Readonly<Record<string, string>> = {
  activecampaign: '%[A-Z/][^%]*%',
  'adobe-campaign': '<%.*?%>',
  braze: liquid,
  brevo: String.raw`${liquid}|%CITY%|\[UNSUBSCRIBE\]`,
  'customer-io': liquid,
  dotdigital: String.raw`@\w+@|(?:http:\/\/)?\$\w+\$`,
  ghost: String.raw`%%\{.*?\}%%|\{\w.*?\}`,
  hubspot: liquid,
  iterable: String.raw`${doubleBraces}|\[\[.*?\]\]`,
  keap: String.raw`~\w+\.\w+~`,
  klaviyo: liquid,
  listmonk: `${doubleBraces}|@TrackLink`,
  mailchimp: String.raw`\*\|.*?\|\*`,
  'mailchimp-transactional': String.raw`\*\|.*?\|\*|${doubleBraces}`,
  mailgun: String.raw`%\w+(?:\.\w+)?%|${doubleBraces}`,
  mailjet: String.raw`${liquid}|\[\[.*?\]\]`,
  mailpoet: String.raw`\[\w+:.*?\]`,
  'marketo-engage': String.raw`${doubleBraces}|\$!?\{.*?\}`,
  mautic: String.raw`\{\w.*?\}`,
  phplist: String.raw`\[[A-Z].*?\]`,
  postmark: doubleBraces,
  'salesforce-marketing-cloud': `%%.*?%%|${doubleBraces}`,
  'twilio-sendgrid': String.raw`${doubleBraces}|<%.*?%>|\[[%A-Za-z].*?\]|-name-|%name%`,
  'zoho-campaigns': String.raw`\$\[.*?\]\$`,
};

/** A mail for each of these systems, written for this repository after its documentation. */
export function systemTemplates(): readonly SystemTemplate[] {
  return readdirSync(folder).map((file) => {
    const name = file.replace(/\.html$/, '');
    const pattern = tags[name];
    if (pattern === undefined) throw new Error(`Say in system-templates.ts what the tags of ${name} look like.`);
    return { name, html: readFileSync(folder + file, 'utf8'), tag: new RegExp(pattern, 'g') };
  });
}
