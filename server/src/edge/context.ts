import type { IncomingMessage } from 'node:http';
import { type Mac, portableMac } from '@waymark/core';
import { type AnswerCounts, answerCounts, type Refusal } from './answer-counts.ts';
import type { Journal } from './journal/journal.ts';
import type { LinkMap } from './links/link-map.ts';
import { RecentHeads } from './recent-heads.ts';

/** Everything the edge needs to answer a request; start-links.ts provides it. */
export interface EdgeContext {
  readonly linkMap: LinkMap;
  readonly journal: Journal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly mac: Mac;
  /** How long a genuine token may wait for its link to become known. */
  readonly newLinkTimeoutMs: number;
  readonly counts: AnswerCounts;
  readonly heads: RecentHeads;
  /** The visitor's IP address, determined through any proxies. */
  readonly clientAddress: (request: IncomingMessage) => string | undefined;
  /** Whether links use https and this visitor came over HTTPS. */
  readonly overHttps: (request: IncomingMessage) => boolean;
  /** The owner of the network an address belongs to, where nobody browses from it. */
  readonly networkOf: (address: string | undefined) => string | undefined;
  /** Called with the host and the reason when a request is refused. */
  readonly onRefused: (host: string, why: Refusal) => void;
  /** Called with the reason when a request could not be answered. */
  readonly onError: (error: unknown) => void;
}

/** What has to be provided; the defaults are right without proxies and without known networks. */
export type EdgeOptions = Pick<EdgeContext, 'linkMap' | 'journal'> & Partial<EdgeContext>;

export function createContext(options: EdgeOptions): EdgeContext {
  return {
    now: Date.now,
    mac: portableMac,
    newLinkTimeoutMs: 1000,
    counts: answerCounts(),
    heads: new RecentHeads(),
    clientAddress: ({ socket }) => socket.remoteAddress,
    overHttps: () => false,
    networkOf: () => undefined,
    onRefused: () => undefined,
    onError: () => undefined,
    ...options,
  };
}
