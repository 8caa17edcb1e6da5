import { ApiError } from '../rpc/api-error.ts';

/** The longest mail that is accepted, in characters. Gmail clips at a fortieth of it. */
export const maxMailLength = 3_000_000;

/** How many destinations a mailing may have, however it is registered. */
export const maxLinks = 2000;

/** How many links a mail may have in all: those that are left alone, and every place of those that are wrapped. */
export const maxLinksInMail = 5000;

export function tooManyLinks(): ApiError {
  return new ApiError('too_many_links', { most: String(maxLinks), all: String(maxLinksInMail) });
}
