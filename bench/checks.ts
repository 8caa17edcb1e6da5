import { createSocket } from 'node:dgram';
import { judge } from '@waymark/core';
import { decode, encode, type Question } from 'dns-packet';
import { createDnsObserver } from '../server/src/domains/dns.ts';
import { type Figure, rounded } from './figure.ts';
import { brandHost, brands, cnameZone, nameOf, startKnot, target } from './knot.ts';

/** Checks under way at the same time, and sets of bare questions: both have about 130 questions in flight, which fit into a buffer of Linux. */
const checksAtOnce = 26;
const setsAtOnce = 12;
/** Rounds of each side in turns; the first one warms up. */
const rounds = 6;
const ca = { identifiers: ['letsencrypt.org'] };

/** Whole DNS checks of domains in zones of their own, beside a client that only sends the same questions. */
export async function checkFigures(): Promise<readonly Figure[]> {
  const knot = await startKnot();
  try {
    const questions = await questionsOfACheck(knot.port);
    const checking: number[] = [];
    const sending: number[] = [];
    for (let round = 0; round < rounds; round++) {
      checking.push(await checkAll(knot.port));
      sending.push(await sendAll(knot.port, questions));
    }
    const [check, bare] = [median(checking.slice(1)), median(sending.slice(1))];
    const perSecond = brands / check;
    const from = {
      'domains, each in a zone of its own': brands,
      'questions for each': questions.length,
      'checks, s': rounded(check),
      'bare questions, s': rounded(bare),
      'questions a second': rounded(perSecond * questions.length),
    };
    return [
      {
        what: 'DNS check of a domain',
        against: 'its questions by a bare UDP client',
        measured: rounded(bare / check),
        unit: '× as fast',
        atLeast: 0.5,
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
      {
        what: "a day's 1,000,000 domains, DNS only",
        against: 'one process',
        measured: rounded(1_000_000 / perSecond / 60),
        unit: 'minutes of work',
        atMost: 10,
        from,
      },
    ];
  } finally {
    await knot.stop();
  }
}

/** Seconds to observe and judge every domain. Throws when one is not found to be right. */
async function checkAll(port: number): Promise<number> {
  const observer = observerOf(port);
  const began = performance.now();
  await manyAtOnce(checksAtOnce, async (brand) => {
    const host = brandHost(brand);
    const dns = await observer.observe(host, target, { at: Date.now() + 8000 }, true);
    const { code } = judge({ host, target, cnameZone, dns, https: null, ca });
    if (code !== 'ok') throw new Error(`${host} was found to be ${code}: ${JSON.stringify(dns)}`);
  });
  observer.close();
  return (performance.now() - began) / 1000;
}

/** Seconds to encode and send the same questions over one socket, and to decode what comes back. */
async function sendAll(port: number, questions: readonly Question[]): Promise<number> {
  const socket = createSocket({ type: 'udp4', lookup: (address, _options, found) => found(null, address, 4) });
  const waiting = new Map<number, (answers: number) => void>();
  socket.on('message', (message) => {
    const { id = 0, answers = [] } = decode(message);
    waiting.get(id)?.(answers.length);
  });
  await new Promise<void>((ready) => socket.bind(0, '127.0.0.1', ready));
  let id = 0;
  const ask = (question: Question) =>
    new Promise<number>((answered, failed) => {
      id = (id + 1) % 65_536;
      const mine = id;
      const lost = setTimeout(() => failed(new Error('A datagram was lost.')), 2000);
      waiting.set(mine, (answers) => {
        clearTimeout(lost);
        waiting.delete(mine);
        answered(answers);
      });
      socket.send(encode({ id, type: 'query', questions: [question] }), port, '127.0.0.1');
    });
  let records = 0;
  const began = performance.now();
  await manyAtOnce(setsAtOnce, async (brand) => {
    const about = questions.map(({ name, type }) => ({ name: name.replace(nameOf(1), nameOf(brand)), type }));
    for (const answers of await Promise.all(about.map(ask))) records += answers;
  });
  const seconds = (performance.now() - began) / 1000;
  socket.close();
  if (records < brands) throw new Error('The name server sent too few records.');
  return seconds;
}

/** What one check asks when it is not the first: listened to between the observer and the name server. */
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

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]!;
}
