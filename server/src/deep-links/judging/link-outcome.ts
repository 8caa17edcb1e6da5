import type { KnownDeepLink } from '@waymark/core';

/** A link, as it was passed, with what is known of it. Plain data. */
export interface LinkOutcome extends KnownDeepLink {
  readonly url: string;
}
