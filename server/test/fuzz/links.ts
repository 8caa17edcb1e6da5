import type { Server, ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { createEdge } from '../../src/edge/answer.ts';
import { addHost, addLink, eventsIn, type TestHost, temporaryFolder } from '../../src/edge/edge.testing.ts';
import { SegmentJournal } from '../../src/edge/journal/segment-journal.ts';
import { LinkMap } from '../../src/edge/links/link-map.ts';
import { closeListener } from '../../src/http/connections/close-listener.ts';
import { createListener, listen } from '../../src/http/listener.ts';

/** The real listener and the real edge with a journal on disk, and link 7 of mailing 3 on click.brand.com to click. */
export interface Links {
  readonly port: number;
  readonly server: Server;
  readonly linkMap: LinkMap;
  readonly brand: TestHost;
  readonly url: string;
  events(): ReturnType<typeof eventsIn>;
  stop(): Promise<void>;
}

type ListenerParts = Parameters<typeof createListener>[0];

/** `app` answers for our own host, waymark.example. */
export async function startLinks(parts: Partial<Pick<ListenerParts, 'timeouts' | 'app'>> = {}): Promise<Links> {
  const { folder, remove } = await temporaryFolder();
  const journal = await SegmentJournal.open(folder);
  const linkMap = new LinkMap({});
  const brand = addHost(linkMap, 'click.brand.com');
  const url = 'https://shop.brand.com/sale';
  addLink(linkMap, brand, 7, 3, url);
  const app = (_request: unknown, response: ServerResponse) => void response.end('app');
  const edge = createEdge({ linkMap, journal, newLinkTimeoutMs: 1 });
  const server = createListener({ app, edge, ownHost: 'waymark.example', ...parts });
  const port = await listen(server, 0, '127.0.0.1');
  const stop = async () => {
    server.closeAllConnections();
    await closeListener(server);
    await journal.close();
    await remove();
  };
  return { port, server, linkMap, brand, url, events: () => eventsIn(journal), stop };
}

/** A connection of a raw client. */
export interface Talk {
  readonly socket: Socket;
  /** Everything the server has sent so far. */
  readonly said: () => string;
  /** The status codes in it. */
  readonly statuses: () => number[];
  /** Resolves with the milliseconds until the server closed the connection. */
  readonly closed: Promise<number>;
}

/** Connects to a port of this machine and sends raw bytes (a string as Latin-1). */
export function talk(port: number, bytes: string | Buffer = ''): Talk {
  const began = performance.now();
  const parts: string[] = [];
  const socket = connect(port, '127.0.0.1');
  socket.on('data', (part) => parts.push(part.toString('latin1'))).on('error', () => undefined);
  socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  const said = () => parts.join('');
  return {
    socket,
    said,
    statuses: () => Array.from(said().matchAll(/^HTTP\/1\.1 (\d{3}) /gm), ([, status]) => Number(status)),
    closed: new Promise((closed) => socket.once('close', () => closed(performance.now() - began))),
  };
}
