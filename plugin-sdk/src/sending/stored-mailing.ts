import type { MailingParts, PreparedMail, Report, Wrapping } from '@waymark/core';

/**
 * A prepared mailing as plain JSON: what any number of workers need to render it. It holds the signing keys of its tracking
 * domain, with which links can be made on that host: keep it as safe as a key. Fields are only added.
 */
export interface StoredMailing {
  readonly waymark: 'mailing';
  readonly version: 1;
  readonly mailingId: string | null;
  readonly reason: { readonly code: string; readonly message: string } | null;
  /** The parts as they were passed in. */
  readonly parts: MailingParts & { readonly html: string };
  readonly reports: { readonly html: Report; readonly text?: Report; readonly amp?: Report };
  /** Null when nothing may be wrapped. */
  readonly wrapped: WrappedMailing | null;
}

/** What is filled in for each recipient, and with what. */
export interface WrappedMailing {
  readonly wrapping: Wrapping;
  readonly prepared: { readonly html: PreparedPart; readonly text?: PreparedPart; readonly amp?: PreparedPart };
}

/** Of a prepared part, what rendering needs. */
export type PreparedPart = Pick<PreparedMail, 'pieces' | 'gaps'>;
