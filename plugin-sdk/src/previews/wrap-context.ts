import type { WrapContext } from '@waymark/core';
import type { ProjectSettings } from './settings.ts';

/**
 * The settings of a project that core's rules need. Verdicts are the same without a usable domain, but for what a UTM
 * template adds: a link that is not wrapped leads where its author wrote.
 */
export function wrapContext(settings: ProjectSettings, mailingName?: string): WrapContext {
  const { utm } = settings;
  const names = { mailing: mailingName, project: settings.project?.name };
  const origin = settings.origin ?? 'https://click.example.com';
  return {
    origin,
    pixelOrigin: settings.pixelOrigin ?? origin,
    trackingHost: settings.host ?? undefined,
    trackingHosts: settings.trackingHosts ?? undefined,
    trackClicks: settings.trackClicks,
    trackOpens: settings.trackOpens,
    allowLocalHosts: settings.allowLocalHosts,
    deepLinks: settings.deepLinks,
    publicAppLinks: settings.publicAppLinks,
    secureLinks: origin.startsWith('https:'),
    utm: utm && settings.trackClicks && isReady(settings) ? { ...utm, names } : undefined,
  };
}

/** Whether the project has a domain that links can be wrapped on now. */
export function isReady(settings: ProjectSettings): boolean {
  return settings.origin !== null && settings.status === 'verified';
}
