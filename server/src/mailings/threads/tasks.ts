import { type Language, type PreparedMail, prepare, type VerdictContext, type WrapContext } from '@waymark/core';
import { judgeUrl } from '../judge-url.ts';
import { maxLinks, maxLinksInMail } from '../limits.ts';

/** Work on mail that may take long, and is therefore done beside the thread that answers. */
export type MailTask =
  | { readonly kind: 'prepare'; readonly html: string; readonly context: WrapContext }
  | {
      readonly kind: 'judge';
      readonly urls: readonly string[];
      readonly context: VerdictContext;
      readonly language: Language;
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
  readonly prepare: PreparedMail | { readonly tooManyLinks: true };
  /** The first one, if there is one. */
  readonly judge: UnfitUrl | undefined;
}

/** Does a task; called in a thread of its own. */
export function doMailTask(task: MailTask): MailResults[MailTask['kind']] {
  if (task.kind === 'judge') return firstUnfit(task);
  const prepared = prepare(task.html, task.context);
  const hasTooMany = prepared.urls.length > maxLinks || prepared.report.links.length > maxLinksInMail;
  return hasTooMany ? { tooManyLinks: true } : prepared;
}

function firstUnfit({ urls, context, language }: Extract<MailTask, { kind: 'judge' }>): UnfitUrl | undefined {
  for (const [index, given] of urls.entries()) {
    const { url, refusal } = judgeUrl(given, context, language);
    if (url !== given) return { index, refusal, url };
  }
  return undefined;
}
