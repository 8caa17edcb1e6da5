import { randomFillSync } from 'node:crypto';
import { type Answer, CHECKING_DISABLED, decode, encode, RECURSION_DESIRED } from 'dns-packet';

export type QuestionType = 'A' | 'AAAA' | 'CNAME' | 'NS' | 'MX' | 'TXT' | 'CAA';

export interface DnsQuestion {
  /** Without trailing dot. */
  readonly name: string;
  readonly type: QuestionType;
  /** Asked of a resolver, which asks others; not of a server that holds the zone. */
  readonly recursive: boolean;
  /** The resolver answers also when DNSSEC signatures do not hold (RFC 4035, section 3.2.2). */
  readonly unchecked?: boolean;
}

/** What a server answered. Records as dns-packet decodes them, names as they were sent. */
export interface DnsReply {
  /** 0 NOERROR, 1 FORMERR, 2 SERVFAIL, 3 NXDOMAIN, 4 NOTIMP, 5 REFUSED … (RFC 6895, section 2.3). */
  readonly code: number;
  readonly authoritative: boolean;
  readonly truncated: boolean;
  readonly answers: readonly Answer[];
  readonly authorities: readonly Answer[];
}

/** A query ready to be sent, and what its reply has to repeat. */
export interface DnsQuery {
  readonly id: number;
  readonly bytes: Buffer;
  /** The name in random capitals. */
  readonly name: string;
  readonly type: QuestionType;
}

/** What fits into a datagram everywhere (DNS flag day 2020). */
const datagramBytes = 1232;
const longestName = 253;
const random = Buffer.alloc(4096);
let used = random.length;

/** Whether a name can be asked for at all: what strangers write into records is sometimes none (RFC 1035, section 2.3.4). */
export function isAskable(name: string): boolean {
  return name.length <= longestName && name.split('.').every((label) => /^[\x21-\x7e]{1,63}$/.test(label));
}

/** Encodes a query with a random id and random capitals, which a forger would have to guess. `edns` false: for servers that know none. */
export function encodeQuery(question: DnsQuestion, edns = true): DnsQuery {
  const id = (randomByte() << 8) | randomByte();
  const name = inRandomCase(question.name);
  const flags = (question.recursive ? RECURSION_DESIRED : 0) | (question.unchecked ? CHECKING_DISABLED : 0);
  const additionals: Answer[] = edns ? [optRecord()] : [];
  const bytes = encode({
    type: 'query',
    id,
    flags,
    questions: [{ name, type: question.type, class: 'IN' }],
    additionals,
  });
  return { id, bytes, name, type: question.type };
}

/** Reads a reply to a query. `other`: it answers another one; `capitals`: ours, but not `exact`; undefined: not readable. */
export function decodeReply(
  query: DnsQuery,
  message: Buffer,
  exact = true,
): DnsReply | 'other' | 'capitals' | undefined {
  const packet = decoded(message);
  if (packet === undefined) return undefined;
  const { id, type, flags = 0, questions = [], answers = [], authorities = [] } = packet;
  const [question] = questions;
  if (id !== query.id || type !== 'response') return 'other';
  const code = flags & 15;
  // A server that cannot read a query need not repeat it.
  if (questions.length === 0 && code !== 0) return reply(code, packet, answers, authorities);
  if (questions.length !== 1 || question?.type !== query.type || question.class !== 'IN') return 'other';
  if (question.name.toLowerCase() !== query.name.toLowerCase()) return 'other';
  if (exact && question.name !== query.name) return 'capitals';
  return reply(code, packet, answers, authorities);
}

type Packet = ReturnType<typeof decode>;

function reply(code: number, packet: Packet, answers: readonly Answer[], authorities: readonly Answer[]): DnsReply {
  return { code, authoritative: packet.flag_aa, truncated: packet.flag_tc, answers, authorities };
}

function decoded(message: Buffer): Packet | undefined {
  try {
    const packet = decode(message);
    // A record's length may point behind the end, which the decoder does not mind for some types.
    return decode.bytes <= message.length ? packet : undefined;
  } catch {
    return undefined;
  }
}

function optRecord(): Answer {
  return {
    type: 'OPT',
    name: '.',
    udpPayloadSize: datagramBytes,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [],
  };
}

/** Servers repeat the question as it was written (draft-vixie-dnsext-dns0x20). */
function inRandomCase(name: string): string {
  let written = '';
  let bits = 0;
  for (let at = 0; at < name.length; at++) {
    if (at % 8 === 0) bits = randomByte();
    const character = name[at]!;
    written += (bits >> (at % 8)) & 1 ? character.toUpperCase() : character.toLowerCase();
  }
  return written;
}

function randomByte(): number {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  return random[used++]!;
}
