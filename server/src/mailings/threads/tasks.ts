import {
  type CompareOptions,
  type Comparison,
  compare,
  decodeKey,
  hasTooManyLinks,
  type Language,
  type MailingParts,
  openToken,
  type PreparedMail,
  type PreparedParts,
  prepareMailingParts,
  type Recipient,
  type RenderableParts,
  renderMailingParts,
  type TokenContent,
  type VerdictContext,
  type WrapContext,
  type Wrapping,
  type WrittenToken,
} from '@waymark/core';
import type { TokenKeys } from '../../domains/signer.ts';
import { judgeUrl } from '../judge-url.ts';
import { maxLinksInMail, maxRenderedLength } from '../limits.ts';

/** The parts of a mail; every mail has HTML. */
export type PartsToPrepare = MailingParts & { readonly html: string };

/** Work on mail that may take long, and is therefore done beside the thread that answers. */
export type MailTask =
  | { readonly kind: 'prepare'; readonly parts: PartsToPrepare; readonly context: WrapContext }
  | {
      readonly kind: 'render';
      /** JSON of what `prepare` resulted in. */
      readonly prepared: string;
      readonly wrapping: Wrapping;
      readonly recipients: readonly Recipient[];
    }
  | {
      readonly kind: 'judge';
      readonly urls: readonly string[];
      readonly context: VerdictContext;
      readonly language: Language;
    }
  | {
      readonly kind: 'compare';
      readonly before: string;
      readonly after: string;
      readonly part: NonNullable<CompareOptions['part']>;
      readonly keys: readonly TokenKeys[];
      readonly allowLocalHosts: boolean;
    };

/** A URL that cannot be a destination: its place in the list and why, with what to send instead where there is that. */
export interface UnfitUrl {
  readonly index: number;
  readonly refusal: { readonly explanation: string; readonly advice: string } | null;
  readonly url: string | null;
}

/** What a task results in. */
export interface MailResults {
  /** Too many links come without the mail, which nobody needs then. */
  readonly prepare: (PreparedParts & { readonly html: PreparedMail }) | { readonly tooManyLinks: true };
  /** The parts for each recipient, unless that is too much text for one answer. */
  readonly render: readonly MailingParts[] | { readonly tooLong: true };
  /** The first one, if there is one. */
  readonly judge: UnfitUrl | undefined;
  /** With the URL that each changed link led to in the mail before, where it led anywhere. */
  readonly compare:
    | { readonly comparison: Comparison; readonly urls: readonly (string | null)[] }
    | { readonly tooManyLinks: true };
}

/** How many characters a task is about. */
export function lengthOf(task: MailTask): number {
  if (task.kind === 'prepare') return Object.values(task.parts).join('').length;
  if (task.kind === 'render') return task.prepared.length;
  return task.kind === 'judge' ? task.urls.join('').length : task.before.length + task.after.length;
}

/** Does a task; called in a thread of its own. */
export function doMailTask(task: MailTask): MailResults[MailTask['kind']] {
  if (task.kind === 'judge') return firstUnfit(task);
  if (task.kind === 'compare') return compareMails(task);
  return task.kind === 'prepare' ? prepareParts(task) : renderForAll(task);
}

function prepareParts({ parts, context }: Extract<MailTask, { kind: 'prepare' }>): MailResults['prepare'] {
  const prepared = prepareMailingParts(parts, context);
  const links = [prepared.html, prepared.text, prepared.amp].map((part) => part?.report.links.length ?? 0);
  return hasTooManyLinks(prepared.urls, Math.max(...links)) ? { tooManyLinks: true } : prepared;
}

function renderForAll({
  prepared,
  wrapping,
  recipients,
}: Extract<MailTask, { kind: 'render' }>): MailResults['render'] {
  const mail: RenderableParts = JSON.parse(prepared);
  const rendered: MailingParts[] = [];
  let length = 0;
  for (const recipient of recipients) {
    const parts = renderMailingParts(mail, wrapping, recipient);
    length += Object.values(parts).reduce((sum, part) => sum + part.length, 0);
    if (length > maxRenderedLength) return { tooLong: true };
    rendered.push(parts);
  }
  return rendered;
}

function firstUnfit({ urls, context, language }: Extract<MailTask, { kind: 'judge' }>): UnfitUrl | undefined {
  const judged = new Set<string>();
  for (const [index, given] of urls.entries()) {
    if (judged.has(given)) continue;
    judged.add(given);
    const { url, refusal } = judgeUrl(given, context, language);
    if (url !== given) return { index, refusal, url };
  }
  return undefined;
}

function compareMails(task: Extract<MailTask, { kind: 'compare' }>): MailResults['compare'] {
  const { before, after, part, keys, allowLocalHosts } = task;
  const links = linksOf(before, part, allowLocalHosts);
  if (links.length > maxLinksInMail) return { tooManyLinks: true };
  const comparison = compare(before, after, { part, open: opener(keys) });
  const urls = new Map(links.map(({ offset, url, originalUrl }) => [offset, url ?? URL.parse(originalUrl)?.href]));
  return { comparison, urls: comparison.changes.map((change) => urls.get(change.before.start) ?? null) };
}

/** Every link with the URL that it would be wrapped to if its author wished so. */
function linksOf(mail: string, part: NonNullable<CompareOptions['part']>, allowLocalHosts: boolean) {
  const context: WrapContext = {
    origin: 'https://click.example.com',
    trackClicks: true,
    trackOpens: false,
    text: 'wrap',
    mergeTags: 'pass-through',
    deepLinks: 'track',
    publicAppLinks: 'track',
    wrapUnsubscribe: true,
    allowLocalHosts,
  };
  return prepareMailingParts({ [part]: mail }, context)[part]?.report.links ?? [];
}

function opener(domains: readonly TokenKeys[]): (written: WrittenToken) => TokenContent | undefined {
  const known = domains.map(({ keys, ...domain }) => ({
    ...domain,
    keys: new Map(keys.map(({ keyId, key, lastId }) => [keyId, { key: decodeKey(key), lastId }])),
  }));
  return ({ kind, origin, token }) => {
    const domain = known.find((one) => one.origin === origin && one.kinds.includes(kind));
    const content = domain && openToken(kind, token, domain.host, (keyId) => domain.keys.get(keyId)?.key);
    if (content === undefined) return undefined;
    return content.id > (domain?.keys.get(content.keyId)?.lastId ?? content.id) ? undefined : content;
  };
}
