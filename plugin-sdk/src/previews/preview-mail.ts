import { deepLinkQuestions, prepare, type WrapContext } from '@waymark/core';
import { decided } from './decided.ts';
import type { Preview, PreviewFacts } from './preview.ts';
import type { ProjectSettings } from './settings.ts';
import { isReady, wrapContext } from './wrap-context.ts';

/** Previews a mail's HTML under these settings. Pure: makes no request. */
export function previewMail(
  html: string,
  settings: ProjectSettings,
  { mailingName, outcomes }: PreviewFacts = {},
): Preview {
  const context = { ...wrapContext(settings, mailingName), outcomes };
  const { report } = prepare(html, isReady(settings) ? context : idle(context));
  const links = report.links.map((link, index) => ({
    index,
    originalUrl: link.originalUrl,
    text: link.text,
    deepLink: link.deepLink,
    ...decided(link, settings),
  }));
  const { bytesBefore, bytesAfter, findings } = report;
  return { links, settings, bytesBefore, bytesAfter, findings };
}

/** What to ask about the links of a mail before it is previewed with `outcomes`. */
export function questionsAboutMail(html: string, settings: ProjectSettings, mailingName?: string): readonly string[] {
  return deepLinkQuestions(prepare(html, wrapContext(settings, mailingName)).report.links);
}

/** The same while nothing can be wrapped: the same verdicts, and an unchanged size. */
function idle(context: WrapContext): WrapContext {
  return { ...context, trackClicks: false, trackOpens: false };
}
