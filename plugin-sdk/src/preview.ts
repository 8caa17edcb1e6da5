import {
  type Action,
  classifyDeepLink,
  type DeepLinkClass,
  type Finding,
  type LinkAsWritten,
  prepare,
  typicalTokenLength,
  verdict,
  type WrapContext,
  wrappedLink,
} from '@waymark/core';
import type { ProjectSettings } from './settings.ts';

export interface PreviewLink {
  /** Index in the mail or in the list passed in. */
  readonly index: number;
  readonly originalUrl: string;
  readonly text: string;
  readonly action: Action;
  /** What a recipient's browser would finally open, with what the project's UTM template adds; only with `wrap`. */
  readonly url?: string;
  /**
   * What the wrapped link will look like, with dots in place of the token, which differs for each recipient:
   * its length is that of a typical link with a numeric recipient id. Missing when the link would not be wrapped,
   * and while the project cannot wrap (no verified domain, click tracking off).
   */
  readonly wrapped?: string;
  readonly deepLink: DeepLinkClass;
  readonly findings: readonly Finding[];
}

export interface Preview {
  readonly links: readonly PreviewLink[];
  readonly settings: ProjectSettings;
  /** UTF-8, of the HTML; only for a mail, not for a list of links. */
  readonly bytesBefore?: number;
  readonly bytesAfter?: number;
  /** About the mail as a whole. */
  readonly findings: readonly Finding[];
}

const tokenDots = '•'.repeat(typicalTokenLength);

/** Previews a mail's HTML or a list of links under these settings. Pure: makes no request. */
export function createPreview(
  mail: string | readonly LinkAsWritten[],
  settings: ProjectSettings,
  mailingName?: string,
): Preview {
  const context = wrapContext(settings, mailingName);
  return typeof mail === 'string' ? previewOfMail(mail, settings, context) : previewOfLinks(mail, settings, context);
}

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
    secureLinks: origin.startsWith('https:'),
    utm: utm && settings.trackClicks && isReady(settings) ? { ...utm, names } : undefined,
  };
}

/** The same while nothing can be wrapped: the same verdicts, and an unchanged size. */
function idle(context: WrapContext): WrapContext {
  return { ...context, trackClicks: false, trackOpens: false };
}

function previewOfMail(html: string, settings: ProjectSettings, context: WrapContext): Preview {
  const { report } = prepare(html, isReady(settings) ? context : idle(context));
  const links = report.links.map((link, index) => ({
    index,
    originalUrl: link.originalUrl,
    text: link.text,
    deepLink: link.deepLink,
    ...outcome(link, settings),
  }));
  const { bytesBefore, bytesAfter, findings } = report;
  return { links, settings, bytesBefore, bytesAfter, findings };
}

function previewOfLinks(links: readonly LinkAsWritten[], settings: ProjectSettings, context: WrapContext): Preview {
  const previews = links.map((link, index) => ({
    index,
    originalUrl: link.originalUrl,
    text: link.text ?? '',
    deepLink: classifyDeepLink(link.originalUrl),
    ...outcome(verdict(link, context), settings),
  }));
  return { links: previews, settings, findings: [] };
}

type Outcome = Pick<PreviewLink, 'action' | 'url' | 'findings' | 'wrapped'>;

function outcome({ action, url, findings }: Omit<Outcome, 'wrapped'>, settings: ProjectSettings): Outcome {
  if (action !== 'wrap') return { action, findings };
  if (!settings.origin || !settings.trackClicks || !isReady(settings)) return { action, url, findings };
  return { action, url, findings, wrapped: wrappedLink(settings.origin, tokenDots) };
}

function isReady(settings: ProjectSettings): boolean {
  return settings.origin !== null && settings.status === 'verified';
}
