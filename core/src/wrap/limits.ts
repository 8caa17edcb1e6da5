/** How many destinations a mailing may have, however it is registered. */
export const maxLinks = 2000;

/** How many links a mail may have in all: those that are left alone, and every place of those that are wrapped. */
export const maxLinksInMail = 5000;

/** Whether a mail has more links than one may have: the URL of each place, and how many links there are in all. */
export function hasTooManyLinks(urls: readonly string[], links: number): boolean {
  return new Set(urls).size > maxLinks || Math.max(links, urls.length) > maxLinksInMail;
}
