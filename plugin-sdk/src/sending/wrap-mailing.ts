import { assertRecipient, type Recipient } from '@waymark/core';
import type { PreparedMailing, RenderedParts } from './prepared-mailing.ts';

/** The parts of one mail that was registered and wrapped at once, and the mailing for more recipients. */
export interface WrappedParts extends RenderedParts {
  readonly mailing: PreparedMailing;
}

/** Prepares a mailing and renders it for one recipient, who is checked before anything is registered. */
export async function wrapMailing(
  prepare: () => Promise<PreparedMailing>,
  recipient: Recipient = {},
): Promise<WrappedParts> {
  assertRecipient(recipient);
  const mailing = await prepare();
  return { ...mailing.renderParts(recipient), mailing };
}
