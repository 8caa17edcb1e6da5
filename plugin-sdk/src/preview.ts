import {
  type Action,
  type Alternative,
  classifyDeepLink,
  type DeepLinkClass,
  deepLinkQuestions,
  type Finding,
  type LinkAsWritten,
  prepare,
  typicalTokenLength,
  verdict,
  type WrapContext,
  wrappedLink,
} from '@waymark/core';
import type { Outcomes } from './deep-links.ts';
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
  /** It would be wrapped as an app link, under `/a/`. */
  readonly appLink?: true;
  /** What a link that is left becomes, because parameters were chosen instead of wrapping it. */
  readonly leftUrl?: string;
  /** What else can be done with a link that an app may open: a button each, or why there is none. */
  readonly alternatives?: readonly Alternative[];
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

interface PreviewOptions {
  readonly mailingName?: string | undefined;
  /** What is known of the links; without it they are judged by their text alone. */
  readonly outcomes?: Outcomes | undefined;
}

/** Previews a mail's HTML or a list of links under these settings. Pure: makes no request. */
export function createPreview(
  mail: string | readonly LinkAsWritten[],
  settings: ProjectSettings,
  { mailingName, outcomes }: PreviewOptions = {},
): Preview {
  const context = { ...wrapContext(settings, mailingName), outcomes };
  return typeof mail === 'string' ? previewOfMail(mail, settings, context) : previewOfLinks(mail, settings, context);
}

/** What to ask about the links of a mail or a list before they are previewed with `outcomes`. */
export function questionsAbout(
  mail: string | readonly LinkAsWritten[],
  settings: ProjectSettings,
  mailingName?: string,
): readonly string[] {
  const context = wrapContext(settings, mailingName);
  if (typeof mail === 'string') return deepLinkQuestions(prepare(mail, context).report.links);
  return deepLinkQuestions(
    mail.map((link) => ({
      originalUrl: link.originalUrl,
      deepLink: classifyDeepLink(link.originalUrl),
      ...verdict(link, context),
    })),
  );
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
    deepLinks: settings.deepLinks,
    publicAppLinks: settings.publicAppLinks,
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
    ...decided(link, settings),
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
    ...decided(verdict(link, context), settings),
  }));
  return { links: previews, settings, findings: [] };
}

type Decided = Pick<PreviewLink, 'action' | 'url' | 'findings' | 'appLink' | 'leftUrl' | 'alternatives'>;

function decided(
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

function isReady(settings: ProjectSettings): boolean {
  return settings.origin !== null && settings.status === 'verified';
}
