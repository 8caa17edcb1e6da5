import { typicalTokenLength, wrappedLink } from '@waymark/core';
import type { PreviewLink } from './preview.ts';
import type { ProjectSettings } from './settings.ts';
import { isReady } from './wrap-context.ts';

const tokenDots = '•'.repeat(typicalTokenLength);

type Decided = Pick<PreviewLink, 'action' | 'url' | 'findings' | 'appLink' | 'leftUrl' | 'alternatives'>;

/** What a preview shows of a verdict: the wrapped link only where the project would wrap it. */
export function decided(
  { action, url, findings, appLink, leftUrl, alternatives }: Decided,
  settings: ProjectSettings,
): Decided & Pick<PreviewLink, 'wrapped'> {
  const common = {
    action,
    findings,
    ...(appLink && { appLink }),
    ...(leftUrl !== undefined && { leftUrl }),
    ...(alternatives && { alternatives }),
  };
  if (action !== 'wrap' || url === undefined) return common;
  if (!settings.origin || !settings.trackClicks || !isReady(settings)) return { ...common, url };
  return { ...common, url, wrapped: wrappedLink(settings.origin, tokenDots, appLink ? 'a' : 'c') };
}
