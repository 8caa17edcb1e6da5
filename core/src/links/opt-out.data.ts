/** An attribute by which the author of a link asks that it is not tracked. */
export interface OptOutMark {
  readonly attribute: string;
  /** The value that asks for it; without one the attribute does by being there, unless it says `false`. */
  readonly value?: string;
}

/** In the order in which they are named when a link has several; each with the sender whose mark it is. */
export const optOutMarks: readonly OptOutMark[] = [
  // our own
  { attribute: 'data-track', value: 'off' },
  // Twilio SendGrid docs, click tracking: a link without it
  { attribute: 'clicktracking', value: 'off' },
  // SparkPost docs, disabling click tracking for individual links
  { attribute: 'data-msys-clicktrack', value: '0' },
  // Amazon SES developer guide, questions about metrics: disabling click tracking for a link
  { attribute: 'ses:no-track' },
  // Postmark docs, link tracking: excluding a link
  { attribute: 'data-pm-no-track' },
  // Mailgun docs, tracking clicks: disabling it for a link
  { attribute: 'disable-tracking' },
  // Mautic docs, emails: disabling tracking of a link; the older spelling
  { attribute: 'mautic:disable-tracking' },
  // Mautic docs, emails: the spelling that is valid HTML
  { attribute: 'data-mautic-disable-tracking' },
];

/** Classes that ask for the same. */
export const untrackedClasses: readonly string[] = [
  // Customer.io docs, link tracking
  'untracked',
];

/** Schemes that ask for the same. */
export const untrackedSchemes: ReadonlySet<string> = new Set([
  // Postal docs, click and open tracking
  'https+notrack',
  // the same for http, which Postal's parser takes too
  'http+notrack',
]);
