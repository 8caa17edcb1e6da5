import type { Language } from '@waymark/core';
import { findOwnProject } from '../projects/project.ts';
import { listedAppsOf } from './apps/listed-apps.ts';
import { readLinks } from './asked-link.ts';
import { nextFetches } from './fetch-limit.ts';
import { type AskingNeeds, askHosts } from './judging/ask-hosts.ts';
import { judgeLinks } from './judging/judge-links.ts';
import type { KnownFiles } from './judging/known-files.ts';
import { toHostView, toLinkView } from './view.ts';

/** Dependencies of inspecting links. */
export interface InspectNeeds extends AskingNeeds {
  readonly files: KnownFiles;
}

/** How long to wait for hosts that nothing is known of. Those that take longer are known the next time. */
const waitMs = 10_000;

/**
 * Says what becomes of links when they are wrapped. Hosts that nothing is known of are asked first; what is old counts once
 * more while it is asked for again, unless `again` is set. Hosts beyond the limit of the account are not asked. With a project,
 * apps that its tracking domain lists are taken into account. Throws no_such_project.
 */
export async function inspectLinks(
  needs: InspectNeeds,
  accountId: string,
  { urls, again, projectId }: { urls: readonly string[]; again: boolean; projectId?: string | undefined },
  language: Language,
) {
  const links = await readLinks(urls);
  const hosts = [...new Set(links.flatMap(({ host }) => host ?? []))];
  const listed = projectId === undefined ? [] : await appsOfProject(needs, accountId, projectId);
  const { standings, isLimited } = await askHosts(needs, accountId, hosts, { waitMs, again });
  const views: ReturnType<typeof toHostView>[] = [];
  const judged = await judgeLinks(links, { standings, files: needs.files, listed }, (host, files) => {
    views.push(toHostView(host, standings.get(host)!, files, language));
  });
  return {
    links: judged.map((one) => toLinkView(one.link, one.judged, language)),
    hosts: views,
    /** When the hosts that were not asked can be, because the account has reached its limit; null if all were asked. */
    moreAt: isLimited ? nextFetches(needs.now()).toISOString() : null,
  };
}

/** The apps that open links of a project's tracking domain. Throws no_such_project. */
async function appsOfProject({ database }: InspectNeeds, accountId: string, projectId: string) {
  const { clickDomainId } = await findOwnProject(database, accountId, projectId);
  return listedAppsOf(database, clickDomainId);
}
