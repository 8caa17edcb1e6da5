import { explainFinding, type Language } from '@waymark/core';
import type { Preview, PreviewLink, ProjectSettings } from '@waymark/sdk';
import { markOf } from '../findings/mark.ts';
import type { ErrorReport, PageState, PanelLink, Readiness } from '../protocol.ts';
import type { JoinedLink } from './join.ts';
import { signedOutSettings } from './preview.ts';

const encoder = new TextEncoder();
const bytes = (text: string) => encoder.encode(text).length;

function readinessOf(settings: ProjectSettings): Readiness {
  if (settings === signedOutSettings) return 'signed-out';
  if (settings.project === null) return 'no-project';
  if (settings.host === null) return 'no-domain';
  if (settings.status !== 'verified') return 'not-verified';
  return settings.trackClicks ? 'ready' : 'clicks-off';
}

/** A key that the server does not take leads to sign-in; asking again would not help. */
function readinessAfter({ code }: ErrorReport): Readiness {
  return code === 'unknown_key' || code === 'not_signed_in' ? 'key-refused' : 'unreachable';
}

function panelLink(
  link: PreviewLink,
  { frameId, index, link: pageLink }: JoinedLink,
  readiness: Readiness,
  language: Language,
): PanelLink {
  return {
    id: { frameId, index },
    text: pageLink.text || pageLink.label,
    originalUrl: link.originalUrl,
    action: link.action,
    mark: markOf(link.action, link.findings, readiness),
    // The mailing has no name yet.
    destination: link.findings.some(({ code }) => code === 'utm-added')
      ? link.url?.replaceAll('%7Bmailing%7D', '{mailing}')
      : undefined,
    wrapped: link.wrapped,
    opensApp: link.deepLink === 'custom-scheme' || link.deepLink.startsWith('known:'),
    findings: link.findings.map((finding) => ({
      code: finding.code,
      severity: finding.severity,
      ...explainFinding(finding, language),
    })),
  };
}

/** Bytes that wrapping adds to the mail; undefined when nothing would be wrapped. */
function growthOf(links: readonly PanelLink[]): number | undefined {
  const wrapped = links.filter((link) => link.wrapped !== undefined);
  if (wrapped.length === 0) return undefined;
  return wrapped.reduce((sum, link) => sum + bytes(link.wrapped ?? '') - bytes(link.originalUrl), 0);
}

/**
 * Everything the panel shows about a page; `joined` are the links the preview was made for, in the same order. `problem` is
 * why the server was not asked.
 */
export function pageState(
  preview: Pick<Preview, 'links' | 'settings'>,
  joined: readonly JoinedLink[],
  editors: readonly string[],
  language: Language,
  problem?: ErrorReport,
): PageState {
  const { settings } = preview;
  const readiness = problem === undefined ? readinessOf(settings) : readinessAfter(problem);
  const links = joined.flatMap((entry, index) => {
    const link = preview.links[index];
    return link ? [panelLink(link, entry, readiness, language)] : [];
  });
  return {
    readiness,
    problem,
    project: settings.project?.name,
    host: settings.host ?? undefined,
    domainState: settings.state ?? settings.status ?? undefined,
    diagnosis: settings.diagnosis ?? undefined,
    editors,
    links,
    growth: growthOf(links),
  };
}
