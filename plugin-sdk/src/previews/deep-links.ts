import type { KnownDeepLink } from '@waymark/core';
import type { ApiOutputs, WaymarkApi } from '#api';
import { WaymarkError } from '../api/waymark-error.ts';

/** What is known of links, by their addresses as written. */
export type Outcomes = ReadonlyMap<string, KnownDeepLink>;

type KnownAnswer = ApiOutputs['deepLinks']['known']['links'][number];

/** The server's limit of links in a call of `deepLinks.known`. */
const maxUrls = 100;

/** What the server knows of these links already; it asks nobody. */
export async function outcomesKnown(
  api: WaymarkApi,
  projectId: string | undefined,
  urls: readonly string[],
  signal?: AbortSignal,
): Promise<Outcomes> {
  const parts = Array.from({ length: Math.ceil(urls.length / maxUrls) }, (_, index) =>
    urls.slice(index * maxUrls, (index + 1) * maxUrls),
  );
  const answers = await Promise.all(
    parts.map((part) => api.deepLinks.known.query({ projectId, urls: [...part] }, signal && { signal })),
  );
  return toOutcomes(answers.flatMap(({ links }) => links));
}

/**
 * The same for a mailing that is about to be registered: the server asks the hosts that it knows nothing of, for three
 * seconds at most. Undefined on a server of the previous version, which knows nothing of links.
 */
export async function outcomesForMailing(
  api: WaymarkApi,
  projectId: string,
  urls: readonly string[],
  signal?: AbortSignal,
): Promise<Outcomes | undefined> {
  try {
    return toOutcomes(
      (await api.mailings.deepLinks.mutate({ projectId, urls: [...urls] }, signal && { signal })).links,
    );
  } catch (error) {
    if (error instanceof WaymarkError && error.code === 'no_such_procedure') return undefined;
    throw error;
  }
}

function toOutcomes(links: readonly KnownAnswer[]): Outcomes {
  return new Map(links.map(({ url, sentence: _, ...known }) => [url, withoutNulls(known)]));
}

/** An answer says null where core has nothing. */
function withoutNulls(known: Omit<KnownAnswer, 'url' | 'sentence'>): KnownDeepLink {
  const said = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null));
  return said as unknown as KnownDeepLink;
}
