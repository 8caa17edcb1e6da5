import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealToken, type TokenKind } from '@waymark/core';
import { createEdge } from './answer.ts';
import type { Journal, TrackingEvent } from './journal/journal.ts';
import { SegmentJournal } from './journal/segment-journal.ts';
import type { Entity, LookUp } from './links/entities.ts';
import { LinkMap } from './links/link-map.ts';

/** The response as a client sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface RequestOptions {
  readonly host?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  /** An address of this machine, such as 127.0.0.2. */
  readonly from?: string;
}

/** A tracking domain known to a link map, and functions that seal its tokens. */
export function addHost(linkMap: LinkMap, host: string, domainId = host): TestHost {
  const key = randomBytes(32);
  linkMap.apply([{ kind: 'domain', id: domainId, host, certificate: false, keys: [{ keyId: 1, key }] }]);
  const seal = (kind: TokenKind) => (id: number, recipient?: string) =>
    sealToken({ kind, id, keyId: 1, recipientId: recipient }, host, key);
  return { host, domainId, click: seal('c'), app: seal('a'), open: seal('o') };
}

export interface TestHost {
  readonly host: string;
  readonly domainId: string;
  click(id: number, recipient?: string): string;
  app(id: number, recipient?: string): string;
  open(id: number, recipient?: string): string;
}

/** A mailing of a domain with one link. */
export function addLink(linkMap: LinkMap, { domainId }: TestHost, id: number, mailingId: number, url: string) {
  linkMap.apply([...mailingEntities(mailingId, domainId), { kind: 'link', id, mailingId, url }]);
}

/** A mailing of a domain, and its project. */
export function mailingEntities(
  id: number,
  domainId: string,
  { accountId = 'account', ipMode = 'truncated', referrerPolicy = 'no-referrer' }: Partial<ProjectEntity> = {},
): Entity[] {
  const projectId = `project of ${id}`;
  return [
    { kind: 'project', id: projectId, accountId, ipMode, referrerPolicy },
    { kind: 'mailing', id, projectId, clickDomainId: domainId, openDomainId: domainId },
  ];
}

type ProjectEntity = Extract<Entity, { kind: 'project' }>;

/** A temporary folder and a function that deletes it. */
export async function temporaryFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-edge-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Every unreleased event that a journal has on disk, from a cursor on. */
export async function eventsIn(journal: Journal, cursor = 0): Promise<TrackingEvent[]> {
  await journal.resume(cursor);
  const all: TrackingEvent[] = [];
  for (let batch = await journal.read(); batch !== undefined; batch = await journal.read()) all.push(...batch.events);
  return all;
}

interface TestEdgeOptions {
  readonly lookUp?: LookUp;
  readonly newLinkTimeoutMs?: number;
  readonly now?: () => number;
  readonly networkOf?: (address: string | undefined) => string | undefined;
}

/** A real edge with a real journal behind a real HTTP server. */
export async function startEdge({ lookUp, newLinkTimeoutMs = 50, now = Date.now, networkOf }: TestEdgeOptions = {}) {
  const { folder, remove } = await temporaryFolder();
  const journal = await SegmentJournal.open(folder);
  const linkMap = new LinkMap({ lookUp });
  const server = createServer(createEdge({ linkMap, journal, newLinkTimeoutMs, now, ...(networkOf && { networkOf }) }));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;

  const ask = (path: string, { host = 'unknown.example', method = 'GET', headers = {}, from }: RequestOptions = {}) =>
    new Promise<Answer>((answered, failed) => {
      const options = { host: '127.0.0.1', port, path, method, headers: { host, ...headers }, localAddress: from };
      const sent = request({ ...options, agent: false }, async (response) => {
        const body = Buffer.concat(await response.toArray());
        answered({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
      sent.on('error', failed).end();
    });

  const stop = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await journal.close();
    await remove();
  };
  return { linkMap, journal, port, ask, stop, events: () => eventsIn(journal) };
}
