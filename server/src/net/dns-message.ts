import { randomFillSync } from 'node:crypto';
import { type Answer, CHECKING_DISABLED, decode, RECURSION_DESIRED } from 'dns-packet';

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
  readonly name: string;
  readonly type: QuestionType;
  /** Where the question ends in the octets. */
  readonly questionEnd: number;
}

const headerBytes = 12;
const dot = 46;
const classInternet = 1;
/** IANA's numbers of record types. */
const typeNumbers: Readonly<Record<QuestionType, number>> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  CAA: 257,
};
/** An OPT record that asks for datagrams of 1232 octets, which arrive everywhere (RFC 6891; DNS flag day 2020). */
const optRecord = Buffer.from([0, 0, 41, 1232 >> 8, 1232 & 255, 0, 0, 0, 0, 0, 0]);
const maxNameLength = 253;
const random = Buffer.alloc(4096);
let used = random.length;

/** Whether a name can be asked for at all: what strangers write into records is sometimes none (RFC 1035, section 2.3.4). */
export function isAskable(name: string): boolean {
  return name.length <= maxNameLength && name.split('.').every((label) => /^[\x21-\x7e]{1,63}$/.test(label));
}

/** Encodes a query with a random id and random capitals, which a forger would have to guess. `edns` false: for servers that know none. */
export function encodeQuery({ name, type, recursive, unchecked }: DnsQuestion, edns = true): DnsQuery {
  const questionEnd = name.length + headerBytes + 6;
  // What a server sends is read with care by a library; these few octets are written by hand, thousands of times a second.
  const bytes = Buffer.allocUnsafe(questionEnd + (edns ? optRecord.length : 0));
  const id = (randomByte() << 8) | randomByte();
  bytes.writeUInt16BE(id, 0);
  bytes.writeUInt16BE((recursive ? RECURSION_DESIRED : 0) | (unchecked ? CHECKING_DISABLED : 0), 2);
  bytes.writeUInt32BE(0x00010000, 4);
  bytes.writeUInt32BE(edns ? 1 : 0, 8);
  writeName(bytes, name);
  bytes.writeUInt16BE(typeNumbers[type], questionEnd - 4);
  bytes.writeUInt16BE(classInternet, questionEnd - 2);
  if (edns) optRecord.copy(bytes, questionEnd);
  return { id, bytes, name, type, questionEnd };
}

/** Reads a reply to a query. `other`: it answers another one; `case-mismatch`: ours, but not `exact`; undefined: not readable. */
export function decodeReply(
  query: DnsQuery,
  message: Buffer,
  exact = true,
): DnsReply | 'other' | 'case-mismatch' | undefined {
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
  if (exact && !repeats(message, query)) return 'case-mismatch';
  return reply(code, packet, answers, authorities);
}

/** Whether the question stands in the reply octet by octet. */
function repeats(message: Buffer, { bytes, questionEnd }: DnsQuery): boolean {
  return message.compare(bytes, headerBytes, questionEnd, headerBytes, Math.min(questionEnd, message.length)) === 0;
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

/** The labels of a name, in random capitals: servers repeat the question as it was written (draft-vixie-dnsext-dns0x20). */
function writeName(bytes: Buffer, name: string): void {
  let lengthAt = headerBytes;
  let bits = 0;
  for (let at = 0; at < name.length; at++) {
    const octet = name.charCodeAt(at);
    const to = headerBytes + 1 + at;
    if (octet === dot) {
      bytes[lengthAt] = to - lengthAt - 1;
      lengthAt = to;
      continue;
    }
    if (at % 8 === 0) bits = randomByte();
    const isLetter = (octet >= 65 && octet <= 90) || (octet >= 97 && octet <= 122);
    bytes[to] = isLetter && (bits >> (at % 8)) & 1 ? octet ^ 32 : octet;
  }
  const end = headerBytes + 1 + name.length;
  bytes[lengthAt] = end - lengthAt - 1;
  bytes[end] = 0;
}

function randomByte(): number {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  return random[used++]!;
}
