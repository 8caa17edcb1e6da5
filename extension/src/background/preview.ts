import { classifyDeepLink, type LinkAsWritten, verdict } from '@waymark/core';
import type { Preview, PreviewLink, ProjectSettings, Waymark } from '@waymark/plugin-sdk';
import { load } from '../storage.ts';
import { connected } from './server.ts';

/** Settings of nobody: no project, no domain. Compared by identity. */
export const noSettings: ProjectSettings = {
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

/** The same verdicts as with a server, but without the wrapped links of a domain. */
export function previewAlone(links: readonly LinkAsWritten[]): Preview {
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
  return { links: judged, settings: noSettings, findings: [] };
}

/** Previews for the member who is signed in and the project they chose, or for nobody. */
export const previews: Pick<Waymark, 'preview'> = {
  async preview(links) {
    const waymark = await connected();
    if (waymark === undefined) return previewAlone(typeof links === 'string' ? [] : links);
    const { projectId } = await load();
    return waymark.preview(links, projectId === null ? {} : { projectId });
  },
};
