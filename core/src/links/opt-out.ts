import { type Finding, finding } from './findings.ts';

/** Schemes by which Postal's senders ask for an untracked link (Postal documentation, click and open tracking). */
const untrackedSchemes: ReadonlySet<string> = new Set(['https+notrack', 'http+notrack']);

/** Attributes that switch tracking off by a value: our own first, then SendGrid's and SparkPost's. */
const switchedOff = [
  ['data-track', 'off'],
  ['clicktracking', 'off'],
  ['data-msys-clicktrack', '0'],
] as const;

/** Attributes that switch tracking off by being there: Amazon SES, Postmark, Mailgun, Mautic. */
const presence = [
  'ses:no-track',
  'data-pm-no-track',
  'disable-tracking',
  'mautic:disable-tracking',
  'data-mautic-disable-tracking',
] as const;

/** The names of all of them, and `class`. */
export const optOutAttributes: readonly string[] = [...switchedOff.map(([name]) => name), ...presence, 'class'];

/** Class by which Customer.io's senders mark a link. */
const untrackedClass = /(?:^|\s)untracked(?:\s|$)/i;

/** The author's mark that a link is not to be tracked, in any of the spellings senders know. */
export function optOut(attributes: ReadonlyMap<string, string> | undefined): Finding | undefined {
  if (attributes === undefined || attributes.size === 0) return undefined;
  const mark = markOf(attributes);
  return mark === undefined ? undefined : finding('no-track', { mark });
}

/** The same mark written as a scheme. */
export function optOutScheme(scheme: string): Finding | undefined {
  return untrackedSchemes.has(scheme) ? finding('no-track', { mark: `${scheme}:` }) : undefined;
}

function markOf(attributes: ReadonlyMap<string, string>): string | undefined {
  for (const [name, off] of switchedOff) {
    if (attributes.get(name)?.trim().toLowerCase() === off) return `${name}="${off}"`;
  }
  const present = presence.find((name) => {
    const value = attributes.get(name);
    return value !== undefined && value.trim().toLowerCase() !== 'false';
  });
  if (present !== undefined) return present;
  const classes = attributes.get('class');
  return classes !== undefined && untrackedClass.test(classes) ? 'class="untracked"' : undefined;
}
