import { classifyDeepLink, type DeepLinkClass } from '../deep-links/classify.ts';
import { type Finding, finding } from '../links/findings.ts';
import type { Action, Verdict } from '../links/verdict.ts';
import type { ScannedLink } from '../mail/link-collector.ts';
import type { Scan } from '../mail/scan.ts';
import { clipping, utf8Length } from '../mail/size.ts';

/** What was decided about one link of a mail, and why. */
export interface LinkReport {
  /** Where the link's value begins in the source, in UTF-16 code units. */
  readonly offset: number;
  readonly element: string;
  /** The link as written, entities decoded. */
  readonly original: string;
  readonly text: string;
  readonly action: Action;
  readonly target?: string;
  readonly deepLink: DeepLinkClass;
  readonly findings: readonly Finding[];
}

export interface Report {
  /** In the order of the source. */
  readonly links: readonly LinkReport[];
  readonly counts: Readonly<Record<Action, number>>;
  readonly distinctTargets: number;
  /** UTF-8. */
  readonly bytesBefore: number;
  /** UTF-8, estimated from the length of a typical wrapped link and the pixel. */
  readonly bytesAfter: number;
  /** About the mail as a whole. */
  readonly findings: readonly Finding[];
}

/** One link with the verdict about it. */
export interface JudgedLink {
  readonly link: ScannedLink;
  readonly verdict: Verdict;
}

/** Counts, sizes and findings of a mail. `addedBytes` is what wrapped links and pixels add to it. */
export function report(html: string, scanned: Scan, judged: readonly JudgedLink[], addedBytes: number): Report {
  const counts: Record<Action, number> = { wrap: 0, leave: 0, refuse: 0 };
  const targets = new Set<string>();
  for (const { verdict } of judged) {
    counts[verdict.action]++;
    if (verdict.target !== undefined) targets.add(verdict.target);
  }
  const bytesBefore = utf8Length(html);
  const bytesAfter = bytesBefore + addedBytes;
  return {
    links: judged.map(reportLink),
    counts,
    distinctTargets: targets.size,
    bytesBefore,
    bytesAfter,
    findings: mailFindings(scanned, bytesAfter),
  };
}

function reportLink({ link, verdict }: JudgedLink): LinkReport {
  return {
    offset: link.value.start,
    element: link.element,
    original: link.href,
    text: link.text,
    action: verdict.action,
    ...(verdict.target === undefined ? {} : { target: verdict.target }),
    deepLink: classifyDeepLink(link.href),
    findings: verdict.findings,
  };
}

function mailFindings(scanned: Scan, bytesAfter: number): readonly Finding[] {
  const base = scanned.bases[0];
  const clip = clipping(bytesAfter);
  return [
    ...(base === undefined ? [] : [finding('base-href', { href: base.address })]),
    ...scanned.formActions.map(({ address }) => finding('form-action', { action: address })),
    ...(clip === undefined ? [] : [clip]),
  ];
}
