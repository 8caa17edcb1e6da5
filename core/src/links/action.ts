import type { Alternative } from '../deep-links/alternatives.ts';
import type { Finding } from './findings.ts';

/** *leave*: no token, and byte-identical but for parameters that were chosen instead of one. *refuse*: never made into a redirect. */
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
  /** Only with 'wrap': it is wrapped as an app link, under `/a/`. */
  readonly appLink?: true;
  /** Only with 'leave': what the link becomes without being wrapped, because parameters were chosen instead. */
  readonly leftUrl?: string;
  /** Only where an app may open the link: what else can be done with it. */
  readonly alternatives?: readonly Alternative[];
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
