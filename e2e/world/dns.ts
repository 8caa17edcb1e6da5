import { createSocket } from 'node:dgram';
import { createServer, type Socket } from 'node:net';
import { type Answer, AUTHORITATIVE_ANSWER, decode, encode, type Packet, streamDecode, streamEncode } from 'dns-packet';

/** What the zone says about one name; a name that was put without records exists and has none. */
export type ZoneRecord =
  | { readonly type: 'CNAME'; readonly data: string }
  | { readonly type: 'A'; readonly data: string }
  | { readonly type: 'NS'; readonly data: string };

/** A name server on loopback, over UDP and TCP on one port, whose zone a test changes while it runs. */
export interface Dns {
  /** `127.0.0.1:<port>` */
  readonly address: string;
  /** The same as two resolvers with the same answers, for the setting. */
  readonly resolvers: string;
  readonly port: number;
  put(name: string, ...records: ZoneRecord[]): void;
  remove(name: string): void;
  /** Names that were asked for, in the order of the questions. */
  readonly questions: readonly string[];
  stop(): Promise<void>;
}

const noSuchName = 3;

/**
 * Starts with empty zones: every name is answered with NXDOMAIN until it is put. Names of two labels are zones, which this
 * server holds itself; names in `edgeZone` lead to this machine.
 */
export async function startDns(edgeZone: string): Promise<Dns> {
  const zone = new Map<string, readonly ZoneRecord[]>();
  const questions: string[] = [];

  function reply(query: Packet): Packet {
    const [question] = query.questions ?? [];
    const name = question?.name.toLowerCase() ?? '';
    questions.push(name);
    const records = zone.get(name) ?? always(name);
    const own = (records ?? [])
      .filter(({ type }) => type === 'CNAME' || type === question?.type)
      .map((record): Answer => ({ ...record, name, ttl: 1 }));
    const answers = question?.type === 'A' ? own.flatMap((record) => [record, ...addressesOf(record)]) : own;
    const code = records === undefined ? noSuchName : 0;
    return { id: query.id, type: 'response', flags: AUTHORITATIVE_ANSWER | code, questions: query.questions, answers };
  }

  /** The zones themselves, and where the targets of CNAME records lead. */
  function always(name: string): readonly ZoneRecord[] | undefined {
    if (name.startsWith('ns1.') || name.endsWith(`.${edgeZone}`)) return [{ type: 'A', data: '127.0.0.1' }];
    return name.split('.').length === 2 ? [{ type: 'NS', data: `ns1.${name}` }] : undefined;
  }

  /** A resolver follows a CNAME to the addresses of its target. */
  function addressesOf(record: Answer): Answer[] {
    if (record.type !== 'CNAME') return [];
    const found = zone.get(record.data) ?? always(record.data) ?? [];
    return found.flatMap(({ type, data }) => (type === 'A' ? [{ type, data, name: record.data, ttl: 1 }] : []));
  }

  const tcp = createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      // RFC 1035, section 4.2.2: two octets of length before each message.
      if (received.length < 2 || received.length < received.readUInt16BE(0) + 2) return;
      socket.end(streamEncode(reply(streamDecode(received))));
    });
  });
  const connections = new Set<Socket>();
  tcp.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  await new Promise<void>((ready) => tcp.listen(0, '127.0.0.1', ready));
  const bound = tcp.address();
  if (bound === null || typeof bound === 'string') throw new Error('The name server has no port.');

  const listenAt = async (port: number) => {
    const udp = createSocket('udp4');
    udp.on('message', (message, from) => udp.send(encode(reply(decode(message))), from.port, from.address));
    await new Promise<void>((ready, failed) => {
      udp.once('error', failed);
      udp.bind(port, '127.0.0.1', ready);
    });
    return udp;
  };
  const udp = await listenAt(bound.port);
  const second = await listenAt(0);

  return {
    address: `127.0.0.1:${bound.port}`,
    resolvers: `127.0.0.1:${bound.port},127.0.0.1:${second.address().port}`,
    port: bound.port,
    questions,
    put: (name, ...records) => void zone.set(name.toLowerCase(), records),
    remove: (name) => void zone.delete(name.toLowerCase()),
    async stop() {
      for (const socket of connections) socket.destroy();
      await Promise.all([
        ...[udp, second].map((socket) => new Promise<void>((done) => socket.close(done))),
        new Promise((done) => tcp.close(done)),
      ]);
    },
  };
}
