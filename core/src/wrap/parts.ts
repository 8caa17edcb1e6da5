import type { Mac } from '../tokens/mac.ts';
import { MarkupAddresses } from './markup-addresses.ts';
import { Places } from './places.ts';
import { appLinksOf, type PreparedMail, prepareInto, type WrapContext } from './prepare.ts';
import type { Recipient } from './recipient.ts';
import { type RenderableMail, render, type Wrapping } from './render.ts';
import { prepareTextInto } from './text.ts';

/** The bodies of one mail: alternatives of which a mail program shows one. */
export interface MailingParts {
  readonly html?: string;
  /** text/plain, decoded. */
  readonly text?: string;
  /** text/x-amp-html. */
  readonly amp?: string;
}

/** Every part prepared separately, with a shared list of places: plain JSON. */
export interface PreparedParts {
  readonly html?: PreparedMail;
  readonly text?: PreparedMail;
  readonly amp?: PreparedMail;
  /** The URL of each place, of all parts; gaps refer to them by index. */
  readonly urls: readonly string[];
  /** What the link at each place is called in reports. */
  readonly labels: readonly string[];
  /** The places whose wrapped links are app links; missing where there are none. */
  readonly appLinks?: readonly number[];
}

/** What rendering needs of prepared parts. */
export type RenderableParts = { readonly [Part in keyof MailingParts]: RenderableMail };

type MailingWithHtml = MailingParts & { readonly html: string };
type PreparedWithHtml = PreparedParts & { readonly html: PreparedMail };

/**
 * Prepares all parts of a mail, so that it is registered once: the first link to an address in one part is the same link
 * as the first one in another, and so on. What the
 * author opted out of tracking in one part is left alone in the text too, which cannot contain such a mark, and an address
 * of another part that runs into a word there is not taken for a longer one.
 * Never throws.
 */
export function prepareMailingParts(parts: MailingWithHtml, context: WrapContext): PreparedWithHtml;
export function prepareMailingParts(parts: MailingParts, context: WrapContext): PreparedParts;
export function prepareMailingParts({ html, text, amp }: MailingParts, context: WrapContext): PreparedParts {
  const places = new Places();
  const markup = {
    ...(html === undefined ? {} : { html: prepareInto(html, context, places) }),
    ...(amp === undefined ? {} : { amp: prepareInto(amp, context, places) }),
  };
  const parts = {
    ...markup,
    ...(text === undefined ? {} : { text: prepareTextInto(text, context, places, addressesIn(Object.values(markup))) }),
  };
  const { urls, labels } = places;
  const registered = { urls, labels, ...appLinksOf(places) };
  return {
    ...Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, { ...part, ...registered }])),
    ...registered,
  };
}

/** The parts for one recipient; calls `render` for each. */
export function renderMailingParts(
  { html, text, amp }: RenderableParts,
  wrapping: Wrapping,
  recipient?: Recipient,
  mac?: Mac,
): MailingParts {
  return {
    ...(html === undefined ? {} : { html: render(html, wrapping, recipient, mac) }),
    ...(text === undefined ? {} : { text: render(text, wrapping, recipient, mac) }),
    ...(amp === undefined ? {} : { amp: render(amp, wrapping, recipient, mac) }),
  };
}

function addressesIn(parts: readonly PreparedMail[]): MarkupAddresses {
  return new MarkupAddresses(parts.map(({ report }) => report));
}
