import { asBrowsersRead } from '../links/characters.ts';
import { literalOf } from '../links/merge-tags/merge-tag.ts';
import { tagSystems } from '../links/merge-tags/own-tags.ts';
import type { Span } from '../mail/edits.ts';
import { findMergeTags } from '../mail/merge-tags.ts';
import type { OpenedLink } from './matching/link-parts.ts';

/** A link for which something can be chosen. */
export interface DeepLinkAddress extends OpenedLink {
  /**
   * What choices are kept for: the page, however its mailing is called. The link as browsers serialise it, with its merge
   * tags as written, without its fragment, without parameters whose names begin with `utm_`, and without those that its project
   * adds.
   */
  readonly address: string;
}

const utmParameter = /^utm_/;
const slot = /<\d+>/g;

/**
 * Reads a link as it is written in a mail, entities decoded, or as it is stored, with slots for merge tags; undefined for one
 * that is no web address. What a browser opens has letters and digits in place of merge tags, which begin with `mark`: rules
 * are asked about it. `parameters`: the names that the project's UTM template has. Never throws.
 */
export function deepLinkAddress(link: string, parameters: readonly string[] = []): DeepLinkAddress | undefined {
  const seen = asBrowsersRead(link);
  const tags = tagsIn(seen);
  const { literal, stand } = literalOf(seen, tags);
  const url = URL.parse(literal);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  const opened = url.href;
  const query = url.search.slice(1).split('&');
  url.hash = '';
  const added = new Set(parameters.map((name) => name.toLowerCase()));
  const isAdded = (name = '') => utmParameter.test(name) || added.has(name);
  url.search = query.filter((parameter) => !isAdded(parameter.split('=')[0]?.toLowerCase())).join('&');
  const address = stand.read(url.href, (index) => seen.slice(tags[index]?.start, tags[index]?.end));
  return tags.length === 0 ? { address, opened } : { address, opened, mark: stand.mark };
}

function tagsIn(seen: string): readonly Span[] {
  const tags = findMergeTags(seen, tagSystems);
  const slots = [...seen.matchAll(slot)]
    .map(({ 0: text, index }) => ({ start: index, end: index + text.length }))
    .filter(({ start, end }) => !tags.some((tag) => start < tag.end && tag.start < end));
  return [...tags, ...slots].sort((one, other) => one.start - other.start);
}
