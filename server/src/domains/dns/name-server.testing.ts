import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { registrableDomain } from '@waymark/core';
import { type Answer, AUTHORITATIVE_ANSWER, decode, encode, type Question } from 'dns-packet';

const responseCodes = { 'no-name': 3, servfail: 2, refused: 5 } as const;

/** The answer for a name: the targets of its CNAME records, an error, or silence. */
export type ZoneAnswer = readonly string[] | keyof typeof responseCodes | 'silence';

/** A real DNS server on loopback, over UDP, that acts as every resolver and as the server of every zone. */
export interface NameServer {
  /** `127.0.0.1:<port>` */
  readonly address: string;
  /** The same as two resolvers with the same answers, for the setting. */
  readonly resolvers: string;
  readonly port: number;
  /** Sets the answer for a name; any other name does not exist (NXDOMAIN). */
  put(name: string, answer: ZoneAnswer): void;
  /** Sets the TXT records of a name. */
  putText(name: string, ...texts: readonly string[]): void;
  /** How many queries there were for a name. */
  questions(name: string): number;
  stop(): Promise<void>;
}

/** Starts it; every name in `edgeZone` resolves to this machine. */
export async function startNameServer(edgeZone: string): Promise<NameServer> {
  const zone = new Map<string, ZoneAnswer>();
  const texts = new Map<string, readonly string[]>();
  const asked: string[] = [];

  function recordsOf(name: string, type: Question['type']): readonly Answer[] | keyof typeof responseCodes | 'silence' {
    const told = type === 'TXT' ? texts.get(name) : undefined;
    if (told !== undefined) return told.map((data): Answer => ({ type: 'TXT', name, ttl: 1, data }));
    const answer = zone.get(name);
    if (typeof answer === 'string') return answer;
    if (answer !== undefined) {
      const edge =
        answer.some((target) => isWithin(target, edgeZone)) && type === 'A' ? addressOf(answer[0]!, type) : [];
      return [...answer.map((data): Answer => ({ type: 'CNAME', name, ttl: 1, data })), ...edge];
    }
    if (registrableDomain(name) === name) {
      return type === 'NS' ? [{ type: 'NS', name, ttl: 1, data: `ns1.${name}` }] : [];
    }
    return name.startsWith('ns1.') || isWithin(name, edgeZone) ? addressOf(name, type) : 'no-name';
  }

  const respond = (socket: Socket) => (message: Buffer, from: RemoteInfo) => {
    const { id, questions = [] } = decode(message);
    const [question] = questions;
    if (question === undefined) return;
    const name = question.name.toLowerCase();
    asked.push(name);
    const found = recordsOf(name, question.type);
    if (found === 'silence') return;
    const answers = typeof found === 'string' ? [] : [...found];
    const flags = AUTHORITATIVE_ANSWER | (typeof found === 'string' ? responseCodes[found] : 0);
    socket.send(encode({ id, type: 'response', flags, questions, answers }), from.port, from.address);
  };
  const sockets = [createSocket('udp4'), createSocket('udp4')] as const;
  for (const socket of sockets) {
    socket.on('message', respond(socket));
    await new Promise<void>((ready) => socket.bind(0, '127.0.0.1', ready));
  }
  const addresses = sockets.map((socket) => `127.0.0.1:${socket.address().port}`);
  return {
    address: addresses[0]!,
    resolvers: addresses.join(','),
    port: sockets[0].address().port,
    put: (name, answer) => void zone.set(name, answer),
    putText: (name, ...told) => void texts.set(name, told),
    questions: (name) => asked.filter((one) => one === name).length,
    async stop() {
      await Promise.all(sockets.map((socket) => new Promise<void>((stopped) => socket.close(stopped))));
    },
  };
}

function addressOf(name: string, type: Question['type']): Answer[] {
  return type === 'A' ? [{ type: 'A', name, ttl: 1, data: '127.0.0.1' }] : [];
}

function isWithin(name: string, zone: string): boolean {
  return name.toLowerCase().endsWith(`.${zone}`);
}
