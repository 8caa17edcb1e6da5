import fc from 'fast-check';
import { type FuzzedLinks, type FuzzedRequest, fuzzedRequests } from './fuzzed-requests.ts';
import { talk } from './links.ts';

/** The outcome of a run. */
export interface FuzzReport {
  sent: number;
  connections: number;
  /** How often each status occurred; 0: the connection was closed without an answer. */
  readonly statuses: Record<number, number>;
  /** Forbidden answers, each with what was sent before it. At most ten. */
  readonly wrong: string[];
}

/** Pipelined requests per connection. */
const together = 40;
const parallel = 16;
const last = Buffer.from('GET /robots.txt HTTP/1.1\r\nHost: click.brand.com\r\nConnection: close\r\n\r\n');
/** After this many milliseconds without an answer, a client ends its side of the connection. */
const silence = 40;

/**
 * Sends so many requests to a port, pipelined on several connections, and judges every answer. `isOwn` says whether a
 * URL is a destination of a genuine link. A malformed request is the first on its connection, because it may take the
 * answers before it with it; requests after it are sent again on the next connection, unless they were answered.
 */
export async function fuzz(
  port: number,
  { seed, requests, isOwn, ...links }: FuzzedLinks & FuzzOptions,
): Promise<FuzzReport> {
  const report: FuzzReport = { sent: 0, connections: 0, statuses: {}, wrong: [] };
  const arbitrary = fuzzedRequests(links);
  let part = 0;
  let waiting: FuzzedRequest[] = [];
  const take = () => {
    if (waiting.length < together) waiting.push(...fc.sample(arbitrary, { seed: seed + part++, numRuns: 500 }));
    const nextBroken = waiting.findIndex(({ sound }, index) => index > 0 && !sound);
    return waiting.splice(0, nextBroken < 0 ? together : Math.min(nextBroken, together));
  };
  const client = async () => {
    while (report.sent < requests) {
      const batch = take();
      const answers = await answersTo(port, batch);
      const answered = Math.min(batch.length, Math.max(1, answers.length));
      waiting = [...batch.slice(answered), ...waiting];
      report.sent += answered;
      report.connections++;
      if (answers.length === 0) report.statuses[0] = (report.statuses[0] ?? 0) + 1;
      for (const { status } of answers) report.statuses[status] = (report.statuses[status] ?? 0) + 1;
      const wrong = problemsIn(answers, batch, isOwn);
      if (wrong.length > 0 && report.wrong.length < 10) {
        report.wrong.push(
          `${wrong.join(', ')} after ${JSON.stringify(batch.map(({ bytes }) => bytes.toString('latin1')))}`,
        );
      }
    }
  };
  await Promise.all(Array.from({ length: parallel }, client));
  return report;
}

export interface FuzzOptions {
  readonly seed: number;
  readonly requests: number;
  readonly isOwn: (location: string) => boolean;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function answersTo(port: number, batch: readonly FuzzedRequest[]): Promise<Answer[]> {
  const { socket, said, closed } = talk(port, Buffer.concat([...batch.map(({ bytes }) => bytes), last]));
  // An incomplete request keeps the server waiting; ending our side makes the server treat it as malformed.
  socket.setTimeout(silence, () => socket.end());
  await closed;
  return said()
    .split(/(?=HTTP\/1\.1 \d{3} [A-Z])/)
    .map((text) => ({ status: Number(text.slice(9, 12)), text }))
    .filter(({ status }) => status > 199);
}

function problemsIn(
  answers: readonly Answer[],
  batch: readonly FuzzedRequest[],
  isOwn: FuzzOptions['isOwn'],
): string[] {
  const led = answers.flatMap(({ text }) => {
    const [, location] = /^location: (.*)\r$/im.exec(text) ?? /^(\{"url":.*)$/m.exec(text) ?? [];
    return location === undefined ? [] : [location.startsWith('{') ? JSON.parse(location).url : location];
  });
  const genuine = batch.filter((request) => request.genuine).length;
  return [
    ...answers.filter(({ status }) => status >= 500).map(({ status }) => `${status}`),
    ...led.filter((location) => !isOwn(location)).map((location) => `a way to ${location}`),
    ...(led.length > genuine ? [`${led.length} ways for ${genuine} genuine tokens`] : []),
    ...answers.filter(({ text }) => /^set-cookie:/im.test(text)).map(() => 'a cookie'),
  ];
}
