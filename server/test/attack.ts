/** A process that attacks a server in one way until it is killed; started by startAttack. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { constants, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** What an attacker does over each of its connections, as fast as it can. */
export type Attack = { readonly port: number; readonly connections: number } & (
  | {
      /** Sends clicks without end, and reads no answer or every one. */
      readonly kind: 'pipelining';
      readonly reads: boolean;
      readonly host: string;
      readonly path: string;
    }
  | {
      /** Clicks again as soon as it is answered. */
      readonly kind: 'clicks';
      readonly host: string;
      readonly path: string;
    }
  | {
      /** Sends one header after the other, twenty in a second, and never the last. */
      readonly kind: 'slow headers';
      readonly host: string;
      readonly path: string;
    }
  | {
      /** Sends the body of a call slowly, one that is as large as a call may be. */
      readonly kind: 'slow bodies';
      readonly key: string;
    }
  | {
      /** Has mails wrapped that are as long as they may be, one after the other. */
      readonly kind: 'wrapping';
      readonly key: string;
      readonly projectId: string;
    }
  | {
      /** Asks the API for the account's mailings. */
      readonly kind: 'calls';
      readonly key: string;
      readonly projectId: string;
    }
  | {
      /** Adds tracking domains that are not its own. */
      readonly kind: 'claims';
      readonly key: string;
    }
);

/** Statuses that an attacker was answered with, and how often; not counted by those who pipeline. */
export type Answers = Readonly<Record<string, number>>;

/** Starts an attacker in a process of its own; the returned function ends it. */
export async function startAttack(attack: Attack): Promise<() => Promise<Answers>> {
  const attacker: ChildProcess = fork(fileURLToPath(import.meta.url), [JSON.stringify(attack)], { execArgv: [] });
  await once(attacker, 'message');
  return async () => {
    attacker.send('stop');
    const [answers] = (await once(attacker, 'message')) as [Answers];
    attacker.kill('SIGKILL');
    return answers;
  };
}

/** Where an attack goes, and with whose link and key. */
export interface Target {
  readonly port: number;
  readonly host: string;
  readonly path: string;
  readonly key: string;
  readonly projectId: string;
}

/** Has a server do once what attackers will ask for, as one that has run for a while has: nothing is compiled then. */
export async function useOnce({ port, key, projectId }: Target): Promise<void> {
  await call(port, key, listOf(projectId));
  await call(port, key, 'mailings.wrap', {
    projectId,
    name: 'Before',
    html: '<a href="https://shop.flood.com/">a</a>',
  });
  await call(port, key, 'domains.add', { host: 'click.before.com' });
}

const listOf = (projectId: string) => `mailings.list?input=${encodeURIComponent(JSON.stringify({ projectId }))}`;

const answers: Record<string, number> = {};
const count = (status: number | string) => {
  answers[status] = (answers[status] ?? 0) + 1;
};

/** What a line of a gigabit carries, which all of an attacker's connections share. */
const lineBytesPerSecond = 125_000_000;

/** A mail of 3 million characters whose 40,000 links are slow to read. */
const longMail = Array.from({ length: 60_000 }, (_, n) => `<a href="https://bücher${n}.example/ü">${n}</a>`)
  .join('')
  .slice(0, 2_900_000);

const attackers: { [Kind in Attack['kind']]: (attack: Extract<Attack, { kind: Kind }>) => void } = {
  pipelining({ port, host, path, reads }) {
    const chunk = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`.repeat(1000));
    const socket = connect(port, '127.0.0.1');
    const send = () => {
      while (socket.writable && socket.write(chunk));
    };
    socket
      .on('error', () => undefined)
      .on('drain', send)
      .on('connect', send);
    if (reads) socket.resume();
    else socket.pause();
  },
  async clicks({ port, host, path }) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (;;) {
      await new Promise<void>((done) => {
        const sent = request({ port, agent, path, headers: { host } }, (response) => response.resume().on('end', done));
        sent.on('error', () => setTimeout(done, 5)).end();
      });
    }
  },
  async 'slow headers'({ port, host, path }) {
    for (;;) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined).on('data', (part) => count(statusIn(part)));
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n`);
      for (let sent = 0; !socket.destroyed; sent++) {
        socket.write(`X-${sent % 9}: ${'a'.repeat(20)}\r\n`);
        await sleep(50);
      }
    }
  },
  async 'slow bodies'({ port, key, connections }) {
    const part = Buffer.alloc(100_000, ' ');
    for (;;) {
      const socket = connect(port, '127.0.0.1');
      const closed = once(socket, 'close');
      socket.on('error', () => undefined).on('data', (part) => count(statusIn(part)));
      const length = 4 * 1024 * 1024;
      socket.write(
        `POST /trpc/mailings.wrap HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`,
      );
      // Nearly all of it, so that it takes as much memory as it can, and the rest never.
      for (let left = length - 1000; left > 0 && !socket.destroyed; left -= part.length) {
        socket.write(part.subarray(0, left));
        await sleep((1000 * part.length * connections) / lineBytesPerSecond);
      }
      await Promise.race([closed, sleep(20_000)]);
      socket.destroy();
      await sleep(50);
    }
  },
  wrapping: ({ port, key, projectId }) =>
    repeat(() => call(port, key, 'mailings.wrap', { projectId, name: 'Flood', html: longMail })),
  calls: ({ port, key, projectId }) => repeat(() => call(port, key, listOf(projectId))),
  claims: ({ port, key }) =>
    repeat(() => call(port, key, 'domains.add', { host: `click.claimed${Math.random().toString(36).slice(2)}.com` })),
};

async function repeat(action: () => Promise<void>): Promise<never> {
  for (;;) await action();
}

/** A mutation with its input, or a query that has it in its address. */
function call(port: number, key: string, procedure: string, input?: unknown): Promise<void> {
  return new Promise((done) => {
    const headers = { host: 'localhost', authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const method = input === undefined ? 'GET' : 'POST';
    const sent = request({ port, path: `/trpc/${procedure}`, method, headers, agent: false }, (response) => {
      count(response.statusCode ?? 0);
      response.resume().once('close', done);
    });
    sent.on('error', () => setTimeout(done, 20)).end(input && JSON.stringify(input));
  });
}

function statusIn(part: Buffer): string {
  return /^HTTP\/1\.1 (\d{3})/.exec(part.toString('latin1'))?.[1] ?? 'more';
}

if (import.meta.main) {
  // A stranger has a machine of its own, so this one takes as little of the server's processors as it can.
  setPriority(constants.priority.PRIORITY_LOW);
  const attack: Attack = JSON.parse(process.argv[2]!);
  const begin = attackers[attack.kind] as (attack: Attack) => void;
  for (let connection = 0; connection < attack.connections; connection++) begin(attack);
  process.on('message', () => process.send?.(answers));
  process.on('disconnect', () => process.exit());
  process.send?.('attacks');
}
