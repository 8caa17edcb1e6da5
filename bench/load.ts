/** A load generator that sends requests as fast as they are answered, or at a given rate, over many connections; started by rounds.ts. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { clickPath, host, openPath } from './campaign.ts';
import { percentile } from './figure.ts';

/** What to request, from whom, and for how long. */
export interface Load {
  readonly port: number;
  readonly kind: 'click' | 'open';
  /** How many links are clicked. */
  readonly links: number;
  readonly connections: number;
  /** Requests a second; without it, every connection sends the next as soon as one is answered. */
  readonly rate?: number;
  /** Milliseconds measured, after a warm-up of a quarter as many. */
  readonly duration: number;
}

/** The answers during the measured time. */
export interface Answered {
  readonly answers: number;
  readonly seconds: number;
  /** Milliseconds from the request to its answer. */
  readonly median: number;
  readonly p99: number;
}

const differentRequests = 50_000;
const headers = [
  `Host: ${host}`,
  'User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'Accept-Language: en-US,en;q=0.5',
  'Accept-Encoding: gzip, deflate, br, zstd',
  'Connection: keep-alive',
  'Upgrade-Insecure-Requests: 1',
];
const expected = {
  click: { status: 'HTTP/1.1 302', end: '\r\n\r\n' },
  open: { status: 'HTTP/1.1 200', end: ';' },
};

const made = new Map<string, readonly Buffer[]>();
let nextRequest = 0;

/** Requests of as many recipients, the same for all sides that know the same links. */
function requestsOf({ kind, links }: Load): readonly Buffer[] {
  const name = `${kind} ${links}`;
  const known = made.get(name);
  if (known !== undefined) return known;
  const requests = Array.from({ length: differentRequests }, (_, index) => {
    const path = kind === 'click' ? clickPath(index, links) : openPath(index);
    return Buffer.from(`GET ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`, 'latin1');
  });
  made.set(name, requests);
  return requests;
}

async function run(load: Load): Promise<Answered> {
  const requests = requestsOf(load);
  const { status, end } = expected[load.kind];
  const free: Socket[] = [];
  const sentAt = new Map<Socket, number>();
  const latencies: number[] = [];
  let counting = false;
  let running = true;

  const ask = (socket: Socket) => {
    sentAt.set(socket, performance.now());
    socket.write(requests[nextRequest++ % requests.length]!);
  };
  const hear = (socket: Socket, bytes: Buffer) => {
    if (bytes.toString('latin1', 0, status.length) !== status) throw new Error(`Answered ${bytes}`);
    if (bytes.toString('latin1', bytes.length - end.length) !== end) throw new Error('An answer came in pieces.');
    if (counting) latencies.push(performance.now() - sentAt.get(socket)!);
    if (load.rate === undefined && running) ask(socket);
    else free.push(socket);
  };
  const sockets = Array.from({ length: load.connections }, () =>
    connect({ port: load.port, host: '127.0.0.1', noDelay: true }),
  );
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  for (const socket of sockets) {
    socket.on('data', (bytes: Buffer) => hear(socket, bytes));
    if (load.rate === undefined) ask(socket);
    else free.push(socket);
  }
  const pace = load.rate === undefined ? undefined : keepPace(load.rate, () => free.length > 0 && ask(free.shift()!));

  await sleep(load.duration / 4);
  counting = true;
  const began = performance.now();
  await sleep(load.duration);
  running = counting = false;
  const seconds = (performance.now() - began) / 1000;
  clearInterval(pace);
  for (const socket of sockets) socket.destroy();
  latencies.sort((one, other) => one - other);
  const [median, p99] = [percentile(latencies, 0.5), percentile(latencies, 0.99)];
  return { answers: latencies.length, seconds, median, p99 };
}

function keepPace(rate: number, ask: () => unknown): NodeJS.Timeout {
  const began = performance.now();
  let asked = 0;
  return setInterval(() => {
    while (asked < ((performance.now() - began) / 1000) * rate) {
      asked++;
      ask();
    }
  }, 1);
}

process.on('message', async (load: Load) => process.send?.(await run(load)));
process.once('disconnect', () => process.exit());
