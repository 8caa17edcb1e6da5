import { classifyDeepLink } from '../deep-links/classify.ts';
import { leave, type Verdict } from '../links/action.ts';
import { type Finding, finding } from '../links/findings.ts';
import { tagSystems } from '../links/merge-tags/own-tags.ts';
import { possibleMergeTag } from '../links/merge-tags/possible-merge-tag.ts';
import { optIn } from '../links/opt-out.ts';
import { saysNothing } from '../links/unsubscribe.ts';
import { type VerdictContext, verdict } from '../links/verdict.ts';
import type { ScannedLink } from '../mail/link-collector.ts';
import type { FoundAddress, Scan } from '../mail/scan.ts';
import { isSigned } from '../mail/signed.ts';
import { clipping } from '../mail/size.ts';
import { wordsBeside } from '../mail/words-beside.ts';
import { tagsAsWritten } from './carried-tags.ts';
import type { JudgedLink } from './report.ts';

/** Every link of a mail with its verdict, relative ones resolved against the mail's `<base>`. */
export function judgeLinks(
  { source, links, base, signed }: Pick<Scan, 'source' | 'links' | 'base' | 'signed'>,
  settings: VerdictContext,
): JudgedLink[] {
  const context = { ...settings, systems: tagSystems };
  const usable = base === undefined ? undefined : baseOf(base, context);
  return links.map((link) => {
    const deepLink = classifyDeepLink(link.originalUrl);
    if (isSigned(link.value, signed)) return { link, verdict: leave(finding('signed')), deepLink };
    const byItself = judge(link, usable, context);
    const verdict =
      byItself.action === 'wrap' && saysNothing(link.text)
        ? judge({ ...link, beside: wordsBeside(source, link.value) }, usable, context)
        : byItself;
    if (verdict.tags === undefined) return { link, verdict, deepLink };
    const tags = tagsAsWritten(link.raw, link.quote, verdict.tags);
    if (tags !== undefined) return { link, verdict, deepLink, tags };
    return { link, verdict: judge(link, usable, { ...context, mergeTags: 'leave' }), deepLink };
  });
}

/** Findings about the HTML as a whole. Gmail does not clip AMP, so its size does not matter. */
export function mailFindings(scanned: Scan, context: VerdictContext, bytesAfter: number): readonly Finding[] {
  const base = scanned.bases.find(({ address }) => address === scanned.base) ?? scanned.bases[0];
  const clip = scanned.amp ? undefined : clipping(bytesAfter);
  return [
    ...(base === undefined ? [] : baseFindings(base, context)),
    ...scanned.formActions.map(({ address, offset }) => {
      return finding('form-action', { action: address, offset: String(offset) });
    }),
    ...(clip === undefined ? [] : [clip]),
  ];
}

/** The finding that there is a `<base>`, and if it cannot be used, what is wrong with it. */
function baseFindings({ address, offset }: FoundAddress, context: VerdictContext): readonly Finding[] {
  const found = finding('base-href', { base: address, offset: String(offset) });
  const base = baseOf(address, context);
  return base !== undefined && base.tag === undefined ? [found] : [found, ...verdictOfBase(address, context).findings];
}

/** What relative links are completed with. */
interface Base {
  readonly href: string;
  /** The finding that a sending system fills it in for each reader, so that nothing can be completed with it before. */
  readonly tag?: Finding;
}

const ofTags: ReadonlySet<string> = new Set(['merge-tag', 'possible-merge-tag']);

/** Only an absolute http(s) address that may itself be opened can be a base, or one that is filled in. */
function baseOf(base: string, context: VerdictContext): Base | undefined {
  const { action, findings } = verdictOfBase(base, context);
  if (action === 'refuse') return undefined;
  const tag = findings.find(({ code }) => ofTags.has(code));
  if (tag !== undefined) return { href: base, tag };
  const url = URL.parse(base);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? { href: url.href } : undefined;
}

/** No value passes through a base: it is in no link's own address. */
function verdictOfBase(originalUrl: string, context: VerdictContext): Verdict {
  return verdict({ originalUrl }, { ...context, mergeTags: 'leave' });
}

function judge(link: ScannedLink, base: Base | undefined, context: VerdictContext): Verdict {
  const asWritten = verdict(link, context);
  if (base === undefined || asWritten.action !== 'leave') return asWritten;
  const isCompleted = isRelative(asWritten) && mayComplete(link.originalUrl);
  if (base.tag !== undefined) return isCompleted ? leave(base.tag) : asWritten;
  const found = () => finding('base-href', { base: base.href, address: addressOf(link.originalUrl, base.href) });
  if (isJump(link.originalUrl)) return { ...asWritten, findings: [found(), ...asWritten.findings] };
  if (!isCompleted) return asWritten;
  // Completing an address encodes its path, so that a tag in it would no longer be seen.
  const tag = optIn(link.attributes) ? undefined : possibleMergeTag(link.originalUrl)?.text;
  if (tag !== undefined) return leave(found(), finding('possible-merge-tag', { tag }));
  // Most mail programs do not complete it, so nobody knows what an app would do with it.
  const alone = { ...context, outcomes: undefined };
  const completed = verdict({ ...link, originalUrl: addressOf(link.originalUrl, base.href) }, alone);
  return { ...completed, findings: [found(), ...completed.findings] };
}

function addressOf(href: string, base: string): string {
  return URL.parse(href, base)?.href ?? base;
}

/** `#name` stays a jump within the mail, although programs that support `<base>` leave the mail. */
function isJump(href: string): boolean {
  return /^\s*#[^\s]/.test(href);
}

function isRelative({ findings }: Verdict): boolean {
  return findings.length === 1 && (findings[0]?.code === 'relative' || findings[0]?.code === 'protocol-relative');
}

/** An empty link is not meant to open the base, and programs treat backslashes differently. */
function mayComplete(href: string): boolean {
  return href.trim() !== '' && !href.includes('\\');
}
