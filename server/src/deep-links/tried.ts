import type { Language } from '@waymark/core';

/** What opened when a link was tapped on a phone, beside the link. */
export interface TriedView {
  readonly id: string;
  /** As a browser opens it. */
  readonly url: string;
  readonly way: 'as-written' | 'wrapped' | 'app-link';
  readonly opened: 'app' | 'browser' | 'other';
  readonly device: string;
  readonly appVersion: string | null;
  readonly at: string;
  /** When a browser asked for the wrapped link; of a link as it is written nobody here can know. */
  readonly browserAt: string | null;
  /** Why it says nothing about a tap in a mail. */
  readonly inconclusive: { readonly domain: string; readonly message: string } | null;
  /** *tried on iOS 27 with 8.2: opened the app* */
  readonly sentence: string;
}

/** By address, as a browser opens it: the newest results of trials on phones. */
export type TriedBefore = (
  accountId: string,
  urls: readonly string[],
  language: Language,
) => Promise<ReadonlyMap<string, readonly TriedView[]>>;

/** Links with what opened when they were tried. */
export async function withTried<Link extends { readonly url: string }>(
  links: readonly Link[],
  triedBefore: (urls: readonly string[]) => ReturnType<TriedBefore>,
): Promise<(Link & { readonly tried: readonly TriedView[] })[]> {
  const opened = (link: Link) => URL.parse(link.url)?.href ?? link.url;
  const tried = await triedBefore(links.map(opened));
  return links.map((link) => ({ ...link, tried: tried.get(opened(link)) ?? [] }));
}
