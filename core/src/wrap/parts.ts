import type { Finding } from '../links/findings.ts';
import type { Mac } from '../tokens/mac.ts';
import { type PreparedMail, prepareInto, type Targets, type WrapContext } from './prepare.ts';
import { type Recipient, render, type Wrapping } from './render.ts';
import { prepareTextInto } from './text.ts';

/** The bodies of one mail: alternatives of which a reader's program shows one. */
export interface MessageParts {
  readonly html?: string;
  /** text/plain, decoded. */
  readonly text?: string;
  /** text/x-amp-html. */
  readonly amp?: string;
}

/** Every part prepared on its own, with one list of destinations for all: plain JSON. */
export interface PreparedParts {
  readonly html?: PreparedMail;
  readonly text?: PreparedMail;
  readonly amp?: PreparedMail;
  /** Distinct destinations of all parts; the gaps of each part hold indexes of this list. */
  readonly targets: readonly string[];
}

type MessageWithHtml = MessageParts & { readonly html: string };
type PreparedWithHtml = PreparedParts & { readonly html: PreparedMail };

/**
 * Prepares all parts of a mail, so that it is registered once and the same address has the same link in each. What the
 * author marked as not to be tracked in one part is left alone in the text too, which has no place for such a mark.
 * Never throws.
 */
export function prepareMessageParts(parts: MessageWithHtml, context: WrapContext): PreparedWithHtml;
export function prepareMessageParts(parts: MessageParts, context: WrapContext): PreparedParts;
export function prepareMessageParts({ html, text, amp }: MessageParts, context: WrapContext): PreparedParts {
  const known: Targets = new Map();
  const markup = {
    ...(html === undefined ? {} : { html: prepareInto(html, context, known) }),
    ...(amp === undefined ? {} : { amp: prepareInto(amp, context, known) }),
  };
  const parts = {
    ...markup,
    ...(text === undefined ? {} : { text: prepareTextInto(text, context, known, leftAlone(Object.values(markup))) }),
  };
  const targets = [...known.keys()];
  return {
    ...Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, { ...part, targets }])),
    targets,
  };
}

/** The parts for one recipient; as `render` for each. */
export function renderMessageParts(
  { html, text, amp }: PreparedParts,
  wrapping: Wrapping,
  recipient?: Recipient,
  mac?: Mac,
): MessageParts {
  return {
    ...(html === undefined ? {} : { html: render(html, wrapping, recipient, mac) }),
    ...(text === undefined ? {} : { text: render(text, wrapping, recipient, mac) }),
    ...(amp === undefined ? {} : { amp: render(amp, wrapping, recipient, mac) }),
  };
}

/** By destination: links that are left alone for a reason that stands beside them and not in their address. */
function leftAlone(parts: readonly PreparedMail[]): ReadonlyMap<string, Finding> {
  const left = new Map<string, Finding>();
  for (const { action, original, findings } of parts.flatMap(({ report }) => report.links)) {
    const reason = findings.find(({ code }) => code === 'no-track' || code === 'unsubscribe');
    const address = action === 'leave' && reason ? URL.parse(original.replace(/\+notrack(?=:)/i, ''))?.href : undefined;
    if (address !== undefined && reason) left.set(address, reason);
  }
  return left;
}
