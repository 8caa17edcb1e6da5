import type { Finding } from './findings.ts';

/** *leave*: byte-identical, no token. *refuse*: never made into a redirect. */
export type Action = 'wrap' | 'leave' | 'refuse';

/** The decision about one link, and why. */
export interface Verdict {
  readonly action: Action;
  /**
   * Only with 'wrap': what a browser would open, as the WHATWG URL Standard serialises it; printable ASCII. May
   * have slots (see `fillSlots`).
   */
  readonly url?: string;
  /** Only where the project added parameters: the URL without them. */
  readonly plainUrl?: string;
  /** Only for a URL with slots: the merge tags whose values fill them, in the order of the slots, as in `originalUrl`. */
  readonly tags?: readonly string[];
  readonly findings: readonly Finding[];
}

/** The verdict that leaves a link unchanged, and why. */
export function leave(...findings: readonly Finding[]): Verdict {
  return { action: 'leave', findings };
}

/** The verdict that a link must never be redirected to, and why. */
export function refuse(...findings: readonly Finding[]): Verdict {
  return { action: 'refuse', findings };
}
