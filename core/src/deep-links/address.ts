import { asBrowsersRead } from '../links/characters.ts';
import { literalOf } from '../links/merge-tags/merge-tag.ts';
import { tagSystems } from '../links/merge-tags/own-tags.ts';
import { findMergeTags } from '../mail/merge-tags.ts';

/** A link for which something can be chosen. */
export interface DeepLinkAddress {
  /**
   * What choices are kept for: the page, however its mailing is called. The link as browsers serialise it, with its merge
   * tags as written, without its fragment and without parameters whose names begin with `utm_`.
   */
  readonly address: string;
  /** What a browser opens, with letters and digits in place of merge tags: what rules are asked about. */
  readonly opened: string;
}

const utmParameter = /^utm_/i;

/** Reads a link as it is written in a mail, entities decoded; undefined for one that is no web address. Never throws. */
export function deepLinkAddress(link: string): DeepLinkAddress | undefined {
  const seen = asBrowsersRead(link);
  const tags = findMergeTags(seen, tagSystems);
  const { literal, stand } = literalOf(seen, tags);
  const url = URL.parse(literal);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  const opened = url.href;
  const query = url.search.slice(1).split('&');
  url.hash = '';
  url.search = query.filter((parameter) => !utmParameter.test(parameter)).join('&');
  const address = stand.read(url.href, (index) => seen.slice(tags[index]?.start, tags[index]?.end));
  return { address, opened };
}
