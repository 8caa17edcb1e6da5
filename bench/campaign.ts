/** A mail that was sent: what the answering server needs to know, and what its recipients request. */
import { sealToken } from '@waymark/core';
import { mailingEntities } from '../server/src/edge/edge.testing.ts';
import type { LinkMap } from '../server/src/edge/links/link-map.ts';

export const host = 'click.brand.com';

export const usualLinks = 1000;

const keyId = 1;
const key = new Uint8Array(32).fill(7);
/** Ids and recipient ids of constant length, so that all tokens have the same length. */
const firstLink = 3_000_000;
const mailing = 4_500_000;
const firstRecipient = 30_000_000;
const linksAtOnce = 10_000;

/** Where the link with this number leads. */
export function urlOf(link: number): string {
  return `https://shop.brand.com/spring/offer-${firstLink + link}?utm_source=newsletter&utm_medium=email`;
}

/** Makes the campaign's domain, mailing and links known. */
export function register(linkMap: LinkMap, links: number): void {
  linkMap.apply([
    { kind: 'domain', id: host, host, certificate: true, keys: [{ keyId, key }] },
    ...mailingEntities(mailing, host),
  ]);
  for (let first = 0; first < links; first += linksAtOnce) {
    linkMap.apply(
      Array.from({ length: Math.min(linksAtOnce, links - first) }, (_, index) => ({
        kind: 'link',
        id: firstLink + first + index,
        mailingId: mailing,
        url: urlOf(first + index),
      })),
    );
  }
}

/** Requests every link once, so that all are in memory. */
export function warmUp(linkMap: LinkMap, links: number): void {
  for (let link = 0; link < links; link++) {
    if (linkMap.link(firstLink + link) === undefined) throw new Error(`Link ${link} is not known.`);
  }
}

/** The path of one recipient's click on one of the links, spread over all of them. */
export function clickPath(request: number, links: number): string {
  // A large prime, so that consecutive requests do not touch adjacent links in memory.
  const id = firstLink + ((request * 7_368_787) % links);
  return `/c/${sealToken({ kind: 'c', id, keyId, recipientId: String(firstRecipient + request) }, host, key)}`;
}

/** The path of the pixel in one recipient's mail. */
export function openPath(request: number): string {
  return `/o/${sealToken({ kind: 'o', id: mailing, keyId, recipientId: String(firstRecipient + request) }, host, key)}.gif`;
}
