import type { Alternative } from '../deep-links/alternatives.ts';
import type { DeepLinkClass } from '../deep-links/classify.ts';
import type { Action, Verdict } from '../links/action.ts';
import type { Finding } from '../links/findings.ts';
import type { LinkAsWritten } from '../links/verdict.ts';
import type { Quote } from '../mail/attribute.ts';
import type { Span } from '../mail/edits.ts';
import { utf8Length } from '../mail/size.ts';

/** The verdict about one link of a mail, and why. */
export interface LinkReport {
  /** Offset of the link's value in the source, in UTF-16 code units. */
  readonly offset: number;
  readonly element: string;
  /** The link as written, entities decoded. */
  readonly originalUrl: string;
  readonly text: string;
  readonly action: Action;
  readonly url?: string;
  /** Only where the project added parameters: the URL without them. */
  readonly plainUrl?: string;
  /** It is wrapped as an app link, under `/a/`. */
  readonly appLink?: true;
  /** What a link that is left becomes, because parameters were chosen instead of wrapping it. */
  readonly leftUrl?: string;
  readonly deepLink: DeepLinkClass;
  /** What else can be done with a link that an app may open. */
  readonly alternatives?: readonly Alternative[];
  readonly findings: readonly Finding[];
}

export interface Report {
  /** In the order of the source. */
  readonly links: readonly LinkReport[];
  readonly counts: Readonly<Record<Action, number>>;
  readonly distinctUrls: number;
  /** UTF-8. */
  readonly bytesBefore: number;
  /** UTF-8, estimated from the length of a typical wrapped link and the pixel. */
  readonly bytesAfter: number;
  /** About the mail as a whole. */
  readonly findings: readonly Finding[];
}

/** A link and its position in the source. */
export interface PlacedLink extends LinkAsWritten {
  readonly element: string;
  readonly value: Span;
  /** `none`: in a text instead of an attribute, where nothing is escaped. */
  readonly quote: Quote | 'none';
  readonly raw: string;
  readonly text: string;
}

/** A link with its verdict. */
export interface JudgedLink {
  readonly link: PlacedLink;
  readonly verdict: Verdict;
  readonly deepLink: DeepLinkClass;
  /** For a URL with slots: its merge tags as written in the source. */
  readonly tags?: readonly string[];
}

/**
 * Counts, sizes and findings of a mail or one of its parts. `addedBytes` is what wrapped links and pixels add;
 * `mailFindings` receives the resulting size.
 */
export function report(
  source: string,
  judged: readonly JudgedLink[],
  addedBytes: number,
  mailFindings: (bytesAfter: number) => readonly Finding[],
): Report {
  const counts: Record<Action, number> = { wrap: 0, leave: 0, refuse: 0 };
  const urls = new Set<string>();
  for (const { verdict } of judged) {
    counts[verdict.action]++;
    if (verdict.url !== undefined) urls.add(verdict.url);
  }
  const bytesBefore = utf8Length(source);
  const bytesAfter = bytesBefore + addedBytes;
  return {
    links: judged.map(reportLink),
    counts,
    distinctUrls: urls.size,
    bytesBefore,
    bytesAfter,
    findings: mailFindings(bytesAfter),
  };
}

function reportLink({ link, verdict, deepLink }: JudgedLink): LinkReport {
  // Tags stand in the source as they are, and so does what stays in it.
  const { tags: _, ...decided } = verdict;
  const { originalUrl, element, text } = link;
  return { offset: link.value.start, element, originalUrl, text, deepLink, ...decided };
}
