import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { type HostFiles, judgeDeepLink, type Language } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import { type AskedLink, readLink } from './asked-link.ts';
import { nextFetches, takeFetches } from './fetch-limit.ts';
import { systems } from './fetching/fetched.ts';
import { seenAndroidFile, seenAppleFile } from './fetching/read-files.ts';
import { type HostStanding, standingOf } from './freshness.ts';
import type { HostVisits } from './host-visits.ts';
import { noteInspected } from './inspected-hosts.ts';
import { loadFiles, newestStates } from './stored-file.ts';
import { toHostView, toLinkView } from './view.ts';

/** Dependencies of inspecting links. */
export interface InspectNeeds {
  readonly database: Database;
  readonly now: () => Date;
  readonly visits: Pick<HostVisits, 'visit'>;
}

/** How long to wait for hosts that nothing is known of. Those that take longer are known the next time. */
const waitMs = 10_000;
/** What a file may take of the thread that answers clicks for a link: some milliseconds. Ordinary ones need a tenth. */
const workPerLink = 1_000_000;

/**
 * Says what becomes of links when they are wrapped. Hosts that nothing is known of are asked first; what is old counts once
 * more while it is asked for again, unless `again` is set. Hosts beyond the limit of the account are not asked.
 */
export async function inspectLinks(
  { database, now, visits }: InspectNeeds,
  accountId: string,
  { urls, again }: { readonly urls: readonly string[]; readonly again: boolean },
  language: Language,
) {
  const links = urls.map(readLink);
  const hosts = [...new Set(links.flatMap(({ host }) => host ?? []))];
  const before = await standingsOf(database, hosts, now(), again);
  const due = hosts.filter((host) => before.get(host)!.due.length > 0);
  const isAwaited = (host: string) => again || systems.some((system) => !before.get(host)!.counting[system]);
  const inOrder = [...due.filter(isAwaited), ...due.filter((host) => !isAwaited(host))];
  const asked = inOrder.slice(0, await takeFetches(database, accountId, inOrder.length, now()));
  const visited = asked.map((host) => ({ host, done: visits.visit(accountId, host, again) }));
  const awaited = visited.filter(({ host }) => isAwaited(host)).map(({ done }) => done);
  if (awaited.length > 0) await Promise.race([Promise.all(awaited), sleep(waitMs, undefined, { ref: false })]);
  await noteInspected(database, accountId, hosts, now());
  const after = awaited.length > 0 ? await standingsOf(database, hosts, now()) : before;
  const judged = new Map<AskedLink, ReturnType<typeof toLinkView>>();
  const views: ReturnType<typeof toHostView>[] = [];
  for (const host of hosts) {
    const standing = after.get(host)!;
    const files = await filesOf(database, standing);
    views.push(toHostView(host, standing, files, language));
    for (const link of links) if (link.host === host) judged.set(link, await judgeInTurn(link, files, language));
  }
  return {
    links: links.map((link) => judged.get(link) ?? judgeAlone(link, language)),
    hosts: views,
    /** When the hosts that were not asked can be, because the account has reached its limit; null if all were asked. */
    moreAt: asked.length < inOrder.length ? nextFetches(now()).toISOString() : null,
  };
}

async function standingsOf(database: Database, hosts: readonly string[], now: Date, again = false) {
  const states = Map.groupBy(await newestStates(database, hosts), ({ host }) => host);
  return new Map(hosts.map((host) => [host, standingOf(states.get(host) ?? [], now, again)]));
}

/** One host after the other, since all files of a hundred may be larger than memory should bear; clicks go first. */
async function filesOf(database: Database, { counting }: HostStanding): Promise<HostFiles> {
  const ids = systems.flatMap((system) => counting[system]?.id ?? []);
  const files = await loadFiles(database, ids);
  const of = (system: (typeof systems)[number]) => files.get(counting[system]?.id ?? '');
  await turn();
  const apple = seenAppleFile(of('ios'));
  await turn();
  return { apple, android: seenAndroidFile(of('android')) };
}

async function judgeInTurn(link: AskedLink, files: HostFiles, language: Language) {
  await turn();
  return toLinkView(link, judgeDeepLink(link.opened, link.deepLink, files, [], workPerLink), language);
}

function judgeAlone(link: AskedLink, language: Language) {
  const { opened, deepLink, why } = link;
  const file = why === undefined ? ({ state: 'not-asked' } as const) : ({ state: 'failed', why } as const);
  return toLinkView(link, judgeDeepLink(opened, deepLink, { apple: file, android: file }), language);
}
