import { createHash } from 'node:crypto';
import type { ListedApp } from '@waymark/core';
import { LRUCache } from 'lru-cache';
import type { AskedLink } from '../asked-link.ts';
import { systems } from '../fetching/fetched.ts';
import type { HostStanding } from '../freshness.ts';
import { shorten } from '../view.ts';
import type { Standings } from './ask-hosts.ts';
import { judgeAlone, judgeLinks } from './judge-links.ts';
import type { KnownFiles } from './known-files.ts';
import type { LinkOutcome } from './link-outcome.ts';

/** How many outcomes are kept, and how many characters of links with them. */
const [maxKept, maxKeptLength] = [10_000, 2_000_000];

/**
 * What becomes of the links of mailings. Many mails have the same links, and a link with the same files has the same outcome,
 * so that rules are asked about it once.
 */
export class JudgedLinks {
  readonly #files: KnownFiles;
  readonly #kept = new LRUCache<string, LinkOutcome>({ max: maxKept, maxSize: maxKeptLength });

  constructor(files: KnownFiles) {
    this.#files = files;
  }

  /** The outcomes of links, in their order. `listed`: the apps of the tracking domain. */
  async of(
    links: readonly AskedLink[],
    standings: Standings,
    listed: readonly ListedApp[],
  ): Promise<readonly LinkOutcome[]> {
    const appsKey = createHash('sha256').update(JSON.stringify(listed)).digest('base64url');
    const known = links.map((link) => {
      const standing = standings.get(link.host ?? '');
      if (standing === undefined) return { link, outcome: outcomeOf(link, judgeAlone(link)) };
      const key = `${appsKey} ${statesOf(standing)} ${link.mark ?? ''} ${link.opened}`;
      return { link, key, outcome: this.#kept.get(key) };
    });
    const asked = known.filter(({ outcome }) => outcome === undefined).map(({ link }) => link);
    const hosts = new Set(asked.map(({ host }) => host));
    const ofThem = new Map([...standings].filter(([host]) => hosts.has(host)));
    const judged = await judgeLinks(asked, { standings: ofThem, files: this.#files, listed });
    const outcomes = new Map(judged.map((one) => [one.link, outcomeOf(one.link, one.judged)]));
    return known.map(({ link, key, outcome }) => {
      if (outcome !== undefined) return { ...outcome, url: link.url };
      const judgedNow = outcomes.get(link)!;
      if (key !== undefined) this.#kept.set(key, judgedNow, { size: key.length });
      return judgedNow;
    });
  }
}

/** An outcome as it is kept and sent: without what each app does, and with no long text of a file. */
export function outcomeOf({ url }: AskedLink, { apps: _, ...outcome }: ReturnType<typeof judgeAlone>): LinkOutcome {
  return { ...shorten(outcome), url };
}

/** By which states of its files a host is judged; one that was stored never changes. */
function statesOf({ counting }: HostStanding): string {
  return systems.map((system) => counting[system]?.id ?? '').join(' ');
}
