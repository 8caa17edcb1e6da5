import type { Language, MailingParts, Recipient } from '@waymark/core';
import { ApiError } from '../../rpc/api-error.ts';
import { maxRenderedLength } from '../limits.ts';
import type { NotRendered } from '../wrapping.ts';
import type { SendingNeeds } from './create.ts';

/** The mails of some recipients, in their order. */
export interface RenderedMailing {
  readonly mails: readonly MailingParts[];
  /** Why they are unchanged, or null. */
  readonly reason: NotRendered | null;
}

/**
 * Renders a mailing for recipients, of whom nothing is stored. Throws no_such_mailing, not_prepared, rendered_too_long,
 * too_busy.
 */
export async function renderMailing(
  needs: SendingNeeds,
  accountId: string,
  { mailingId, recipients }: { readonly mailingId: number; readonly recipients: readonly Recipient[] },
  language: Language,
): Promise<RenderedMailing> {
  const { prepared, wrapping, reason } = await needs.registryOf(accountId).rendering(mailingId, language);
  const mails = await needs.threads.run(accountId, { kind: 'render', prepared, wrapping, recipients });
  if ('tooLong' in mails) throw new ApiError('rendered_too_long', { limit: String(maxRenderedLength) });
  return { mails, reason };
}
