import { explainFinding, type Language } from '@waymark/core';
import type { Preview, PreviewLink, ProjectSettings } from '@waymark/sdk';
import { markOf } from '../findings/mark.ts';
import type { PageState, PanelLink, Readiness } from '../protocol.ts';
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

function panelLink(link: PreviewLink, { frameId, index, link: pageLink }: JoinedLink, language: Language): PanelLink {
  return {
    id: { frameId, index },
    text: pageLink.text || pageLink.label,
    originalUrl: link.originalUrl,
    action: link.action,
    mark: markOf(link.action, link.findings),
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

/** Everything the panel shows; `joined` are the links the preview was made for, in the same order. */
export function pageState(
  preview: Pick<Preview, 'links' | 'settings'>,
  joined: readonly JoinedLink[],
  editors: readonly string[],
  language: Language,
): PageState {
  const { settings } = preview;
  const links = joined.flatMap((entry, index) => {
    const link = preview.links[index];
    return link ? [panelLink(link, entry, language)] : [];
  });
  return {
    readiness: readinessOf(settings),
    problem: undefined,
    project: settings.project?.name,
    host: settings.host ?? undefined,
    status: settings.status ?? undefined,
    diagnosis: settings.diagnosis ?? undefined,
    editors,
    links,
    growth: growthOf(links),
  };
}
