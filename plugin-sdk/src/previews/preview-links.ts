import { classifyDeepLink, deepLinkQuestions, type LinkAsWritten, verdict } from '@waymark/core';
import { decided } from './decided.ts';
import type { Preview, PreviewFacts } from './preview.ts';
import type { ProjectSettings } from './settings.ts';
import { wrapContext } from './wrap-context.ts';

/** Previews a list of links under these settings. Pure: makes no request. */
export function previewLinks(
  links: readonly LinkAsWritten[],
  settings: ProjectSettings,
  { mailingName, outcomes }: PreviewFacts = {},
): Preview {
  const context = { ...wrapContext(settings, mailingName), outcomes };
  const previews = links.map((link, index) => ({
    index,
    originalUrl: link.originalUrl,
    text: link.text ?? '',
    deepLink: classifyDeepLink(link.originalUrl),
    ...decided(verdict(link, context), settings),
  }));
  return { links: previews, settings, findings: [] };
}

/** What to ask about links before they are previewed with `outcomes`. */
export function questionsAboutLinks(
  links: readonly LinkAsWritten[],
  settings: ProjectSettings,
  mailingName?: string,
): readonly string[] {
  const context = wrapContext(settings, mailingName);
  return deepLinkQuestions(
    links.map((link) => ({
      originalUrl: link.originalUrl,
      deepLink: classifyDeepLink(link.originalUrl),
      ...verdict(link, context),
    })),
  );
}
