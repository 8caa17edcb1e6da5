import { maxLinks, maxLinksInMail } from '@waymark/core';
import { ApiError } from '../rpc/api-error.ts';

export { maxLinks, maxLinksInMail };

/** The longest mail that is accepted, in characters. Gmail clips at a fortieth of it. */
export const maxMailLength = 3_000_000;

/** How many recipients a mail is rendered for in one call. */
export const maxRecipients = 500;

/** The longest mails that one call renders, in characters, all recipients' together: 500 of those that Gmail does not clip. */
export const maxRenderedLength = 56_000_000;

export function tooManyLinks(): ApiError {
  return new ApiError('too_many_links', { most: String(maxLinks), all: String(maxLinksInMail) });
}
