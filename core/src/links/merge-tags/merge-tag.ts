import type { Span } from '../../mail/edits.ts';
import { cutOffTag, findMergeTags, isValueTag } from '../../mail/merge-tags.ts';
import { isFillable, writeSlot } from '../../tokens/destination-template.ts';
import { leave, type Verdict } from '../action.ts';
import { type Finding, finding } from '../findings.ts';
import { schemeOf } from '../scheme.ts';
import { unsubscribeTag } from '../unsubscribe.ts';
import type { TagSystems } from './own-tags.ts';
import { mergeTagInHost } from './possible-merge-tag.ts';

const openEncoding = /%[\da-f]?</i;
const authority = /^https?:[\\/]*([^\\/?#]*)/i;

/** listmonk's shorthand for a link that it tracks itself (listmonk docs, templating, tracking links). */
const shorthand = '@TrackLink';

/** The finding about a link that a sending system completes; undefined for one without merge tags. */
export function mergeTag(seen: string, systems?: TagSystems): readonly Finding[] | undefined {
  const tags = findMergeTags(seen, systems).map(({ start, end }) => seen.slice(start, end));
  const tag = tags[0] ?? cutOffTag(seen) ?? shorthandAtEnd(seen) ?? mergeTagInHost(seen);
  return tag === undefined ? undefined : tagFindings(tag, systems, tags[0] === undefined ? [tag] : tags);
}

/** The finding about a tag, and about one of `tags` that stands for a link of the mail's footer. */
export function tagFindings(tag: string, systems?: TagSystems, tags: readonly string[] = [tag]): readonly Finding[] {
  const footer = tags.map(unsubscribeTag).find((found) => found !== undefined);
  const found = finding('merge-tag', about(tag, systems));
  return footer === undefined ? [found] : [found, footer];
}

/** A tag, and whose it is where only one system writes it. */
function about(tag: string, systems?: TagSystems): Readonly<Record<string, string>> {
  const system = systems?.nameOf(tag);
  return system === undefined ? { tag } : { tag, system };
}

/** The shorthand is what follows the address, so it is always at its end. */
export function shorthandAtEnd(seen: string): string | undefined {
  return seen.endsWith(shorthand) ? shorthand : undefined;
}

/**
 * The verdict about a link whose merge tags may pass through its wrapped link: scheme and host must be literal, and
 * each tag must be a value where a slot is allowed (see `isFillable`). Any other link is left alone, due to `found`.
 * `judgeLiteral` judges the literal part: the link with letters and digits in place of its tags.
 */
export function passThrough(
  seen: string,
  found: readonly Finding[],
  judgeLiteral: (literal: string) => Verdict,
  systems?: TagSystems,
): Verdict {
  const tags = findMergeTags(seen, systems);
  const texts = tags.map(({ start, end }) => seen.slice(start, end));
  const logic = tags.findIndex((tag) => !isValueTag(seen, tag));
  if (logic !== -1) return leave(finding('merge-tag-logic', { tag: texts[logic]! }));
  const host = mergeTagInHost(seen);
  if (host !== undefined) return leave(inHost([host]));
  if (cutOffTag(seen) !== undefined || shorthandAtEnd(seen) !== undefined) return leave(...found);
  const scheme = schemeOf(seen);
  if (scheme !== 'http' && scheme !== 'https') return leave(...(tags[0]?.start === 0 ? [inHost(texts)] : found));
  const { literal, stand } = literalOf(seen, tags);
  if (authority.exec(literal)?.[1]?.includes(stand.mark)) return leave(inHost(texts));

  const judged = judgeLiteral(literal);
  const findings = judged.findings.map(({ details, ...rest }) =>
    details === undefined ? rest : { ...rest, details: stand.readDetails(details, texts) },
  );
  const { action, alternatives, appLink } = judged;
  const offered = alternatives && { alternatives };
  if (judged.url === undefined) return { action, ...offered, findings };
  const url = stand.read(judged.url, (index) => writeSlot(index + 1));
  // Stripping white space or dot segments around a tag may have removed it, or its value could change the structure.
  if (!isFillable(url) || !url.includes(writeSlot(tags.length))) return leave(...found);
  // Values would complete something unfinished before them: a percent-encoding, or a tag that is never closed.
  if (openEncoding.test(url) || cutOffTag(url) !== undefined) return leave(...found);
  return {
    action: 'wrap',
    url,
    tags: texts,
    ...(appLink && { appLink }),
    ...offered,
    findings: [finding('merge-tag-passed', about(texts[0]!, systems)), ...findings],
  };
}

function inHost([tag = '']: readonly string[]): Finding {
  return finding('merge-tag-in-host', { tag });
}

/** A link with letters and digits in place of its tags. */
export function literalOf(seen: string, tags: readonly Span[]) {
  const stand = standIn(seen);
  const literal = tags.reduceRight((text, { start, end }, index) => {
    return text.slice(0, start) + stand.write(index) + text.slice(end);
  }, seen);
  return { literal, stand };
}

/** A placeholder for the tags that does not occur in the link: long enough to look like a per-recipient value. */
function standIn(seen: string) {
  let mark = 'mergetagvalue0';
  while (seen.toLowerCase().includes(mark)) mark += '0';
  const written = new RegExp(`${mark}(\\d+)x`, 'g');
  const read = (text: string, replace: (index: number) => string) =>
    text.replace(written, (_, index: string) => replace(Number(index)));
  return {
    mark,
    write: (index: number) => `${mark}${index}x`,
    read,
    readDetails: (details: Readonly<Record<string, string>>, tags: readonly string[]) =>
      Object.fromEntries(
        Object.entries(details).map(([name, text]) => [name, read(text, (index) => tags[index] ?? '')]),
      ),
  };
}
