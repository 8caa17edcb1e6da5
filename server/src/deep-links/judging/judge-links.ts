import { setImmediate as turn } from 'node:timers/promises';
import { type HostFiles, type JudgedDeepLink, judgeDeepLink, type ListedApp } from '@waymark/core';
import type { AskedLink } from '../asked-link.ts';
import type { Standings } from './ask-hosts.ts';
import type { KnownFiles } from './known-files.ts';

/** What a file may take of the thread that answers clicks for a link: some milliseconds. Ordinary ones need a tenth. */
const [maxWork, leastWork] = [1_000_000, 100_000];
/** The same for all links of a call together. */
const maxWorkOfCall = 100_000_000;
/** How long links are judged before clicks have their turn. */
const maxTurnMs = 3;

/** A link with what becomes of it when it is wrapped. */
export interface JudgedLink {
  readonly link: AskedLink;
  readonly judged: JudgedDeepLink;
}

/**
 * Says what becomes of links when they are wrapped, in their order. Clicks have their turns between them. `onFiles`: is
 * told the files of each host.
 */
export async function judgeLinks(
  links: readonly AskedLink[],
  { standings, files, listed }: { standings: Standings; files: KnownFiles; listed: readonly ListedApp[] },
  onFiles: (host: string, files: HostFiles) => void = () => undefined,
): Promise<JudgedLink[]> {
  const work = Math.min(maxWork, Math.max(leastWork, Math.floor(maxWorkOfCall / Math.max(1, links.length))));
  const judged = new Map<AskedLink, JudgedDeepLink>();
  const byHost = Map.groupBy(links, ({ host }) => host ?? '');
  let since = performance.now();
  for (const [host, standing] of standings) {
    const known = await files.of(standing);
    onFiles(host, known);
    for (const link of byHost.get(host) ?? []) {
      if (performance.now() - since > maxTurnMs) {
        await turn();
        since = performance.now();
      }
      judged.set(link, judgeDeepLink(link, link.deepLink, known, listed, work));
    }
  }
  return links.map((link) => ({ link, judged: judged.get(link) ?? judgeAlone(link) }));
}

/** By its text alone. */
export function judgeAlone(link: AskedLink): JudgedDeepLink {
  const { deepLink, why } = link;
  const file = why === undefined ? ({ state: 'not-asked' } as const) : ({ state: 'failed', why } as const);
  return judgeDeepLink(link, deepLink, { apple: file, android: file });
}
