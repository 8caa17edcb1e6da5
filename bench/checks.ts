import { createSocket } from 'node:dgram';
import { judge } from '@waymark/core';
import { decode, encode, type Question } from 'dns-packet';
import { createDnsObserver } from '../server/src/domains/dns/dns-observer.ts';
import { type Figure, median, rounded } from './figure.ts';
import { brandHost, brands, cnameZone, nameOf, startKnot, target } from './knot.ts';

/** Checks under way at the same time, and sets of bare questions: both have about 130 questions in flight, which fit into a buffer of Linux. */
const checksAtOnce = 26;
const setsAtOnce = 12;
/** Rounds of each side in turns; the first one warms up. */
const rounds = 10;
const ca = { identifiers: ['letsencrypt.org'] };

/** Whole DNS checks of domains in zones of their own, beside a client that only sends the same questions. */
export async function checkFigures(): Promise<readonly Figure[]> {
  const knot = await startKnot();
  try {
    const questions = await questionsOfACheck(knot.port);
    const checking: Spent[] = [];
    const sending: Spent[] = [];
    const sendingOnly: Spent[] = [];
    for (let round = 0; round < rounds; round++) {
      checking.push(await checkAll(knot.port));
      sending.push(await sendAll(knot.port, encoderOf(questions)));
      const encoded = Array.from({ length: brands }, (_, brand) => brand).map(encoderOf(questions));
      sendingOnly.push(await sendAll(knot.port, (brand) => encoded[brand]!));
    }
    const [check, bare, only] = [middle(checking), middle(sending), middle(sendingOnly)];
    const perSecond = brands / check.seconds;
    const from = {
      'domains, each in a zone of its own': brands,
      'questions for each': questions.length,
      'work of the checks, s': rounded(check.worked),
      'work of bare questions, s': rounded(bare.worked),
      'work of bare questions that were encoded before, s': rounded(only.worked),
      'time of the checks, s': rounded(check.seconds),
      'time of bare questions, s': rounded(bare.seconds),
      'time of bare questions that were encoded before, s': rounded(only.seconds),
      'questions a second': rounded(perSecond * questions.length),
    };
    return [
      {
        what: 'DNS check of a domain',
        against: 'its questions by a bare UDP client',
        measured: rounded(bare.seconds / check.seconds),
        unit: '× as fast',
        atLeast: 0.5,
        from,
      },
      {
        what: 'DNS check of a domain',
        against: 'its questions, encoded before, by that client',
        measured: rounded(only.seconds / check.seconds),
        unit: '× as fast',
        from,
      },
      {
        what: 'DNS check of a domain',
        against: 'a name server on the same machine',
        measured: rounded(perSecond),
        unit: 'domains/s',
        atLeast: 2000,
        from,
      },
    ];
  } finally {
    await knot.stop();
  }
}

/** A duration in seconds: wall-clock time, and CPU time of this process. */
interface Spent {
  readonly seconds: number;
  readonly worked: number;
}

/** Starts measuring. */
function stopwatch(): () => Spent {
  const began = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { seconds: (performance.now() - began) / 1000, worked: (user + system) / 1_000_000 };
  };
}

/** Observes and judges every domain. Throws when one is not found to be right. */
async function checkAll(port: number): Promise<Spent> {
  const observer = observerOf(port);
  const spent = stopwatch();
  await manyAtOnce(checksAtOnce, async (brand) => {
    const host = brandHost(brand);
    const dns = await observer.observe(host, target, { at: Date.now() + 8000 }, true);
    const { code } = judge({ host, target, cnameZone, dns, https: null, ca });
    if (code !== 'ok') throw new Error(`${host} was found to be ${code}: ${JSON.stringify(dns)}`);
  });
  observer.close();
  return spent();
}

/** The questions about a brand as packets, each with an id that no pending query has. */
function encoderOf(questions: readonly Question[]): (brand: number) => readonly Buffer[] {
  let id = 0;
  return (brand) =>
    questions.map(({ name, type }) => {
      id = (id + 1) % 65_536;
      return encode({ id, type: 'query', questions: [{ name: name.replace(nameOf(1), nameOf(brand)), type }] });
    });
}

/** Sends the same questions over one socket, and decodes what comes back. */
async function sendAll(port: number, packetsOf: (brand: number) => readonly Buffer[]): Promise<Spent> {
  const socket = createSocket({ type: 'udp4', lookup: (address, _options, found) => found(null, address, 4) });
  const waiting = new Map<number, (answers: number) => void>();
  socket.on('message', (message) => {
    const { id = 0, answers = [] } = decode(message);
    waiting.get(id)?.(answers.length);
  });
  await new Promise<void>((ready) => socket.bind(0, '127.0.0.1', ready));
  const ask = (packet: Buffer) =>
    new Promise<number>((answered, failed) => {
      const id = packet.readUInt16BE(0);
      const lost = setTimeout(() => failed(new Error('A datagram was lost.')), 2000);
      waiting.set(id, (answers) => {
        clearTimeout(lost);
        waiting.delete(id);
        answered(answers);
      });
      socket.send(packet, port, '127.0.0.1');
    });
  let records = 0;
  const spent = stopwatch();
  await manyAtOnce(setsAtOnce, async (brand) => {
    for (const answers of await Promise.all(packetsOf(brand).map(ask))) records += answers;
  });
  const taken = spent();
  socket.close();
  if (records < brands) throw new Error('The name server sent too few records.');
  return taken;
}

/** What a check that is not the first asks, recorded between the observer and the name server. */
async function questionsOfACheck(port: number): Promise<readonly Question[]> {
  const heard: Question[] = [];
  const [front, back] = [createSocket('udp4'), createSocket('udp4')];
  const askers = new Map<number, number>();
  front.on('message', (message, { port: from }) => {
    for (const { name, type } of decode(message).questions ?? []) heard.push({ name: name.toLowerCase(), type });
    askers.set(message.readUInt16BE(0), from);
    back.send(message, port, '127.0.0.1');
  });
  back.on('message', (message) => front.send(message, askers.get(message.readUInt16BE(0)) ?? 0, '127.0.0.1'));
  await Promise.all([front, back].map((socket) => new Promise<void>((ready) => socket.bind(0, '127.0.0.1', ready))));
  const observer = observerOf(front.address().port);
  await observer.observe(brandHost(0), target, { at: Date.now() + 8000 }, true);
  heard.length = 0;
  await observer.observe(brandHost(1), target, { at: Date.now() + 8000 }, true);
  observer.close();
  front.close();
  back.close();
  return heard;
}

function observerOf(port: number) {
  const servers = [`127.0.0.1:${port}`, `127.0.0.1:${port}`];
  return createDnsObserver({ servers, authoritativePort: port, mayAsk: () => true });
}

async function manyAtOnce(atOnce: number, work: (brand: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < brands) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** The medians of all rounds but the first, which warms up. */
function middle(rounds: readonly Spent[]): Spent {
  const counted = rounds.slice(1);
  return {
    seconds: median(counted.map(({ seconds }) => seconds)),
    worked: median(counted.map(({ worked }) => worked)),
  };
}

if (import.meta.main) console.dir(await checkFigures(), { depth: 4 });
