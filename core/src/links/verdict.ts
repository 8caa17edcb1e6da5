import { appService } from '../deep-links/classify.ts';
import { type DeepLinkRules, decideByOutcome, decideOnService, trackedService } from '../deep-links/decide.ts';
import { leave, refuse, type Verdict } from './action.ts';
import { asBrowsersRead, hiddenCharacter } from './characters.ts';
import { type Finding, finding } from './findings.ts';
import { kindOf, ownMachine } from './hosts.ts';
import { lookAlike } from './look-alikes.ts';
import { mergeTag, passThrough, tagFindings } from './merge-tags/merge-tag.ts';
import type { TagSystems } from './merge-tags/own-tags.ts';
import { encodedMergeTag, mergeTagAtStart, mergeTagIn, possibleMergeTag } from './merge-tags/possible-merge-tag.ts';
import { oneTime } from './one-time.ts';
import { optIn, optOut, optOutAttributes, optOutScheme } from './opt-out.ts';
import { alreadyWrapped, intermediary, wrappedBehind } from './other-senders.ts';
import { brokenScheme, dangerousScheme, schemeOf } from './scheme.ts';
import { placeholder, withoutScheme } from './schemeless.ts';
import { usefulSchemes } from './schemes.data.ts';
import { labelAttribute } from './text/label.ts';
import { unsubscribe } from './unsubscribe.ts';
import type { Address } from './url/address.ts';
import type { KnownHost } from './url/memoize.ts';
import { maxLinkLength, type ParsedUrl, parseAnyUrl, parseCommonUrl } from './url/parse-url.ts';
import { type UtmRules, utmAttribute, withUtm } from './utm/utm.ts';
import { textMismatch } from './visible-text.ts';

/** A link as its author wrote it. */
export interface LinkAsWritten {
  /** The attribute's value with entities decoded, not trimmed. */
  readonly originalUrl: string;
  /** Visible text, entities decoded, white space collapsed. */
  readonly text?: string;
  /** The words around a link whose own text says nothing, such as “here”. */
  readonly beside?: string;
  /** Lower-case names, decoded values; the first of duplicates counts. Those in `tellingAttributes` are enough. */
  readonly attributes?: ReadonlyMap<string, string>;
}

/** Attributes other than the address that affect a verdict or name a link. */
export const tellingAttributes: ReadonlySet<string> = new Set([
  'rel',
  labelAttribute,
  utmAttribute,
  ...optOutAttributes,
]);

/** The project's settings and the host that a mail is wrapped for. */
export interface VerdictContext extends DeepLinkRules {
  /** Our own host, lower case, without port: identifies links that are already wrapped. */
  readonly trackingHost?: string;
  /** Other tracking domains of the same installation, written the same way. */
  readonly trackingHosts?: readonly string[];
  /** Wrap unsubscribe, preference and view-in-browser links too. Default false. */
  readonly wrapUnsubscribe?: boolean;
  /** What happens to links that look like one-time or secret links. Default 'wrap'. */
  readonly oneTime?: 'wrap' | 'leave';
  /** What happens to links with merge tags in path, query or fragment: values may pass through. Default 'leave'. */
  readonly mergeTags?: 'leave' | 'pass-through';
  /**
   * Names tags and lets their values pass through that only one sending system writes. Without it these links are left
   * alone too, as links with a possible merge tag. Whatever prepares a mail sets it.
   */
  readonly systems?: TagSystems;
  /** The parameters that the project adds to destinations that lack them. Default: none. */
  readonly utm?: UtmRules | undefined;
  /** Wrapped links are https, so an http destination is a downgrade worth a finding. Default true. */
  readonly secureLinks?: boolean;
  /** Wrap destinations on this machine itself with a warning instead of refusing them. Default false; set only by a server that is being tried out locally. */
  readonly allowLocalHosts?: boolean;
}

/** Judges one link. The rules run in order: what is refused, what is left alone, what is wrapped. Never throws. */
export function verdict(link: LinkAsWritten, context: VerdictContext): Verdict {
  if (link.originalUrl.length > maxLinkLength)
    return refuse(finding('too-long', { length: String(link.originalUrl.length) }));
  const opened = parseCommonUrl(link.originalUrl);
  if (opened !== undefined && (opened.plain || mergeTag(link.originalUrl, context.systems) === undefined))
    return webLink(opened, link.originalUrl, link, context);
  return unusualLink(asBrowsersRead(link.originalUrl), link, context);
}

function unusualLink(seen: string, link: LinkAsWritten, context: VerdictContext): Verdict {
  const unsafe = dangerousScheme(seen) ?? hiddenCharacter(seen);
  if (unsafe !== undefined) return refuse(unsafe);
  const byTag = mergeTag(seen, context.systems);
  return byTag === undefined ? untaggedLink(seen, link, context) : taggedLink(seen, byTag, link, context);
}

function taggedLink(seen: string, found: readonly Finding[], link: LinkAsWritten, context: VerdictContext): Verdict {
  // Links wrapped before the merge contain tags too.
  const opened = /^http/i.test(seen) ? parseAnyUrl(seen) : undefined;
  const address = opened !== undefined && 'address' in opened ? opened.address : undefined;
  const wrapped = address && (alreadyWrapped(address, context) ?? wrappedBehind(address, context));
  if (wrapped !== undefined) return leave(wrapped);
  const wrapsFooter = context.wrapUnsubscribe === true || optIn(link.attributes);
  const isFooter = !wrapsFooter && found.some(({ code }) => code === 'unsubscribe');
  if (context.mergeTags !== 'pass-through' || isFooter) return leave(...found);
  return passThrough(seen, found, (literal) => untaggedLink(literal, link, context), context.systems);
}

function untaggedLink(seen: string, link: LinkAsWritten, context: VerdictContext): Verdict {
  const unfinished = placeholder(seen);
  if (unfinished !== undefined) return leave(unfinished);
  const atStart = mergeTagAtStart(seen);
  if (atStart !== undefined) return leave(...tagFindings(atStart));
  const broken = brokenScheme(seen);
  if (broken !== undefined) return refuse(broken);
  const scheme = schemeOf(seen);
  if (scheme === undefined) return leave(...withoutScheme(seen));
  return scheme === 'http' || scheme === 'https'
    ? webLink(parseAnyUrl(seen), seen, link, context)
    : otherScheme(scheme, seen);
}

function otherScheme(scheme: string, seen: string): Verdict {
  const untracked = optOutScheme(scheme);
  if (untracked !== undefined) return leave(untracked);
  const address = /^[^?]*/.exec(seen.slice(scheme.length + 1))?.[0] ?? '';
  const tag = mergeTagIn(address);
  if (tag !== undefined) return leave(...tagFindings(tag));
  return usefulSchemes.has(scheme) ? leave() : leave(finding('custom-scheme', { scheme }));
}

function webLink(opened: ParsedUrl, seen: string, link: LinkAsWritten, context: VerdictContext): Verdict {
  if ('refusal' in opened) return refuse(opened.refusal);
  const { address, writtenHost, repaired, plain } = opened;
  const { href, hostname } = address;
  if (href.length > maxLinkLength) return refuse(finding('too-long', { length: String(href.length) }));
  // Serialising an address can form a new merge tag; judging the result must give the same verdict.
  const tag = href === seen ? undefined : mergeTag(href, context.systems);
  if (tag !== undefined) return leave(...tag);
  const behind = intermediary(address);
  const wrapped = alreadyWrapped(address, context) ?? (behind && wrappedBehind(address, context));
  if (wrapped !== undefined) return leave(wrapped);
  const host = judgeHost(address.host, context);
  if (host?.action === 'refuse') return host;
  const reason = reasonToLeave(address, plain ? undefined : seen, link, context);
  if (reason !== undefined) return leave(reason);
  const isMarked = optIn(link.attributes);
  const service = isMarked ? undefined : appService(address);
  const left = service && decideOnService(service, link.originalUrl, context);
  if (left !== undefined) return left;
  const once = !isMarked && context.oneTime === 'leave' ? oneTime(address) : undefined;
  if (once !== undefined) return leave(once);
  if (host !== undefined && host.action === 'leave') return host;

  const findings = [
    repaired ? finding('malformed') : undefined,
    host?.findings[0],
    lookAlike(hostname, writtenHost),
    behind,
    oneTime(address),
    encodedMergeTag(href),
    textMismatch(link.text, hostname, hostBehind(behind)),
    address.isHttp && context.secureLinks !== false ? finding('insecure-target') : undefined,
  ].filter((found) => found !== undefined);
  if (service !== undefined) {
    const tracked = trackedService(service);
    return { action: 'wrap', url: href, ...tracked, findings: [...findings, ...tracked.findings] };
  }
  const tagged = context.utm && withUtm(address, link, context.utm, behind);
  const judged =
    tagged === undefined
      ? ({ action: 'wrap', url: href, findings } as const)
      : ({ action: 'wrap', url: tagged.url, plainUrl: href, findings: [...findings, tagged.added] } as const);
  if (context.outcomes === undefined) return judged;
  const { originalUrl } = link;
  // Letters and digits stand in the place of tags whose values pass through.
  const hasTags = seen !== originalUrl && seen !== asBrowsersRead(originalUrl);
  return decideByOutcome(judged, { originalUrl, isMarked, hasTags }, context);
}

function judgeHost(host: KnownHost, context: VerdictContext): Verdict | undefined {
  const kind = kindOf(host);
  if (kind === 'public') return undefined;
  const details = { host: host.name };
  switch (kind) {
    case 'public-address':
      return { action: 'wrap', findings: [finding('ip-host', details)] };
    case 'single-label':
      return leave(finding('local-host', details, 'warning'));
    case 'impossible':
      return refuse(finding('malformed', undefined, 'error'));
    case 'local':
      return context.allowLocalHosts === true && ownMachine.test(host.name)
        ? { action: 'wrap', findings: [finding('local-host', details, 'warning')] }
        : refuse(finding('local-host', details));
  }
}

function reasonToLeave(
  address: Address,
  seen: string | undefined,
  link: LinkAsWritten,
  context: VerdictContext,
): Finding | undefined {
  const marked = optOut(link.attributes);
  if (marked !== undefined) return marked;
  if (optIn(link.attributes)) return undefined;
  const tag = seen === undefined ? undefined : possibleTag(seen, address);
  if (tag !== undefined) return tag;
  if (context.wrapUnsubscribe !== true) {
    const footer = unsubscribe(address, link.text, link.attributes, link.beside);
    if (footer !== undefined) return footer;
  }
  return undefined;
}

/** Serialising an address can form a new one, as for merge tags. */
function possibleTag(seen: string, { href, hostname }: Address): Finding | undefined {
  const tag = possibleMergeTag(seen, hostname) ?? (href === seen ? undefined : possibleMergeTag(href, hostname));
  return tag === undefined ? undefined : finding('possible-merge-tag', { tag: tag.text });
}

function hostBehind(found: Finding | undefined): string | undefined {
  const target = found?.details?.['target'];
  return target === undefined ? undefined : URL.parse(target)?.hostname;
}
