import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sealToken } from '@waymark/core';
import type { ClickedLink } from './clicks.ts';

/** What clients observed that know exactly which bytes they have sent. */
export interface Asked {
  /** Recipients whose click was answered with its redirect. */
  readonly answered: Set<string>;
  /** Requests that were sent completely on an open connection and got no answer, or a wrong one. */
  dropped: number;
  /** Connections that were not accepted, so that nothing was sent. */
  refused: number;
  /** Connections that were opened. */
  connections: number;
}

export interface AskingOptions {
  readonly clients: number;
  /** The prefix of the recipient ids. */
  readonly recipients: string;
  /** After this many requests, a client opens a new connection; by default never. */
  readonly perConnection?: number;
}

/**
 * Clicks continuously until `stop` is called, each click with another recipient, over connections that are kept until
 * the server sends `Connection: close` or closes them.
 */
export function startAsking(
  port: number,
  link: ClickedLink,
  { clients, recipients, perConnection = Number.POSITIVE_INFINITY }: AskingOptions,
): Asked & { stop(): Promise<Asked> } {
  const asked: Asked = { answered: new Set(), dropped: 0, refused: 0, connections: 0 };
  let recipient = 0;
  let stopping = false;
  const client = async () => {
    while (!stopping) {
      const connection = await open(port);
      if (connection === undefined) {
        asked.refused++;
        await sleep(5);
        continue;
      }
      asked.connections++;
      for (let request = 0; request < perConnection && !stopping && connection.usable(); request++) {
        const mine = `${recipients}${++recipient}`;
        const status = await connection.ask(requestOf(mine, link));
        if (status === 302) asked.answered.add(mine);
        else asked.dropped++;
      }
      connection.end();
    }
  };
  const running = Promise.all(Array.from({ length: clients }, client));
  const stop = async () => {
    stopping = true;
    await running;
    return asked;
  };
  return Object.assign(asked, { stop });
}

function requestOf(recipient: string, { host, key, linkId }: ClickedLink): string {
  const token = sealToken({ kind: 'c', id: linkId, keyId: 1, recipientId: recipient }, host, key);
  return `GET /c/${token} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: Mozilla/5.0 Firefox/140.0\r\n\r\n`;
}

interface Connection {
  /** Whether the server should accept another request on it, as far as this client knows. */
  usable(): boolean;
  /** The status of the answer; undefined when the connection was closed without one. */
  ask(request: string): Promise<number | undefined>;
  end(): void;
}

/** Undefined when the connection is refused. */
function open(port: number): Promise<Connection | undefined> {
  return new Promise((opened) => {
    const socket = connect(port, '127.0.0.1');
    let usable = true;
    let said = '';
    let answer: ((status: number | undefined) => void) | undefined;
    const settle = (status: number | undefined) => {
      answer?.(status);
      answer = undefined;
    };
    socket.setNoDelay();
    socket.on('data', (part) => {
      said += part.toString('latin1');
      if (!said.endsWith('\r\n\r\n')) return;
      if (/^connection: close\r$/im.test(said)) usable = false;
      const status = Number(said.slice(9, 12));
      said = '';
      settle(status);
    });
    socket.on('end', () => {
      usable = false;
    });
    socket.on('error', () => opened(undefined));
    socket.on('close', () => {
      usable = false;
      settle(undefined);
    });
    socket.once('connect', () =>
      opened({
        usable: () => usable,
        ask: (request) =>
          new Promise((answered) => {
            answer = answered;
            socket.write(request);
          }),
        end: () => socket.end(),
      }),
    );
  });
}
