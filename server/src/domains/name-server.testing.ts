import { createSocket } from 'node:dgram';
import { AUTHORITATIVE_ANSWER, decode, encode, type StringAnswer } from 'dns-packet';

const responseCodes = { 'no-name': 3, servfail: 2, refused: 5 } as const;

/** What a name is answered with: the targets of its CNAME records, an error, or nothing at all. */
export type ZoneAnswer = readonly string[] | keyof typeof responseCodes | 'silence';

/** A real DNS server on loopback, over UDP. */
export interface NameServer {
  /** `127.0.0.1:<port>` */
  readonly address: string;
  /** Answers a name from now on; a name that was never put does not exist (NXDOMAIN). */
  put(name: string, answer: ZoneAnswer): void;
  /** How often a name was asked for. */
  questions(name: string): number;
  stop(): Promise<void>;
}

export async function startNameServer(): Promise<NameServer> {
  const zone = new Map<string, ZoneAnswer>();
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const { id, questions = [] } = decode(message);
    const name = questions[0]?.name.toLowerCase() ?? '';
    asked.push(name);
    const answer = zone.get(name) ?? 'no-name';
    if (answer === 'silence') return;
    const targets = typeof answer === 'string' ? [] : answer;
    const answers = targets.map((data): StringAnswer => ({ type: 'CNAME', name, ttl: 1, data }));
    const flags = AUTHORITATIVE_ANSWER | (typeof answer === 'string' ? responseCodes[answer] : 0);
    socket.send(encode({ id, type: 'response', flags, questions, answers }), from.port, from.address);
  });
  await new Promise<void>((ready) => socket.bind(0, '127.0.0.1', ready));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    put: (name, answer) => void zone.set(name, answer),
    questions: (name) => asked.filter((one) => one === name).length,
    stop: () => new Promise((stopped) => socket.close(stopped)),
  };
}
