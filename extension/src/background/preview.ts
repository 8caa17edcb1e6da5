import { classifyDeepLink, type LinkAsWritten, verdict } from '@waymark/core';
import type { Preview, PreviewLink, ProjectSettings, Waymark } from '@waymark/sdk';
import { load } from '../storage.ts';
import { currentWaymark } from './server.ts';

/** The settings while nobody is signed in: no project, no domain. Compared by identity. */
export const signedOutSettings: ProjectSettings = {
  project: null,
  origin: null,
  pixelOrigin: null,
  host: null,
  status: null,
  diagnosis: null,
  trackOpens: false,
  trackClicks: false,
  allowLocalHosts: false,
};

/** The same verdicts as with a server, but no wrapped links, because there is no domain. */
export function previewWithoutServer(links: readonly LinkAsWritten[]): Preview {
  const judged = links.map((link, index): PreviewLink => {
    const { action, url, findings } = verdict(link, {});
    const preview = {
      index,
      originalUrl: link.originalUrl,
      text: link.text ?? '',
      deepLink: classifyDeepLink(link.originalUrl),
      findings,
    };
    return url === undefined ? { ...preview, action } : { ...preview, action, url };
  });
  return { links: judged, settings: signedOutSettings, findings: [] };
}

/** Previews for the signed-in member and the project they chose; without wrapped links while nobody is signed in. */
export const previews: Pick<Waymark, 'preview'> = {
  async preview(links, options) {
    const waymark = await currentWaymark();
    if (waymark === undefined) return previewWithoutServer(typeof links === 'string' ? [] : links);
    const { projectId } = await load();
    return waymark.preview(links, projectId === null ? options : { ...options, projectId });
  },
};
