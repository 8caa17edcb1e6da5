import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { noticeSchema, type SentNotice } from './shapes.ts';

/** A request as it was received. */
export interface Received {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** A customer's receiver on loopback. Each path behaves as it is told and keeps what it got. */
export interface Receiver {
  /** A path of its own that answers so; by default with 204. */
  at(answer?: (response: ServerResponse, body: string) => void): Inbox;
  stop(): Promise<void>;
}

/** What one path of a receiver got. */
export interface Inbox {
  readonly url: string;
  readonly all: readonly Received[];
  /** What was received, each verified with a secret by the library of Standard Webhooks, and of the documented shape. */
  verified(secret: string): readonly SentNotice[];
  /** Answers differently from now on. */
  answer(answer: (response: ServerResponse, body: string) => void): void;
}

export async function startReceiver(): Promise<Receiver> {
  const inboxes = new Map<string, { all: Received[]; answer: (response: ServerResponse, body: string) => void }>();
  const server = createServer(async (request, response) => {
    const inbox = inboxes.get(request.url ?? '');
    if (!inbox) return void response.writeHead(404).end();
    const body = await text(request);
    inbox.all.push({ headers: plain(request.headers), body });
    inbox.answer(response, body);
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    at(answer = (response) => void response.writeHead(204).end()) {
      const path = `/hooks/${inboxes.size}`;
      const inbox = { all: [] as Received[], answer };
      inboxes.set(path, inbox);
      return {
        url: `http://localhost:${port}${path}`,
        all: inbox.all,
        verified: (secret) =>
          inbox.all.map(({ headers, body }) => noticeSchema.parse(new Webhook(secret).verify(body, headers))),
        answer: (next) => {
          inbox.answer = next;
        },
      };
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const plain = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
