import type { IncomingMessage } from 'node:http';
import { type Mac, portableMac } from '@waymark/core';
import { type AnswerCounts, answerCounts } from './answer-counts.ts';
import type { Journal } from './journal/journal.ts';
import type { LinkMap } from './links/link-map.ts';
import { RecentHeads } from './recent-heads.ts';

/** What an edge works with; start-links.ts hands it in. */
export interface EdgeParts {
  readonly linkMap: LinkMap;
  readonly journal: Journal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly mac: Mac;
  /** How long a genuine token may wait for its link to become known, in milliseconds. */
  readonly newLinkTimeoutMs: number;
  readonly counts: AnswerCounts;
  readonly heads: RecentHeads;
  /** The visitor's IP address, where proxies may stand between. */
  readonly clientAddress: (request: IncomingMessage) => string | undefined;
  /** Whether links are https and this visitor asked by HTTPS. */
  readonly overHttps: (request: IncomingMessage) => boolean;
  /** Whose network an address is of, where that is known to be no person's. */
  readonly networkOf: (address: string | undefined) => string | undefined;
  /** Told why a request was not answered. */
  readonly onError: (error: unknown) => void;
}

/** What has to be handed in; the rest is as it is without proxies and without knowledge of networks. */
export type GivenParts = Pick<EdgeParts, 'linkMap' | 'journal'> & Partial<EdgeParts>;

export function edgeParts(given: GivenParts): EdgeParts {
  return {
    now: Date.now,
    mac: portableMac,
    newLinkTimeoutMs: 1000,
    counts: answerCounts(),
    heads: new RecentHeads(),
    clientAddress: ({ socket }) => socket.remoteAddress,
    overHttps: () => false,
    networkOf: () => undefined,
    onError: () => undefined,
    ...given,
  };
}
