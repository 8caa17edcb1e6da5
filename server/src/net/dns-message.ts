import { randomFillSync } from 'node:crypto';
import { type Answer, CHECKING_DISABLED, decode, RECURSION_DESIRED } from 'dns-packet';

export type QuestionType = 'A' | 'AAAA' | 'CNAME' | 'NS' | 'MX' | 'TXT' | 'CAA';

export interface DnsQuestion {
  /** Without trailing dot. */
  readonly name: string;
  readonly type: QuestionType;
  /** Set for a resolver, which queries other servers; not for an authoritative server. */
  readonly recursive: boolean;
  /** The resolver answers even if DNSSEC signatures are invalid (RFC 4035, section 3.2.2). */
  readonly unchecked?: boolean;
}

/** A server's reply. Records as dns-packet decodes them, names as they were sent. */
export interface DnsReply {
  /** 0 NOERROR, 1 FORMERR, 2 SERVFAIL, 3 NXDOMAIN, 4 NOTIMP, 5 REFUSED … (RFC 6895, section 2.3). */
  readonly code: number;
  readonly authoritative: boolean;
  readonly truncated: boolean;
  readonly answers: readonly Answer[];
  readonly authorities: readonly Answer[];
}

/** An encoded query, and what its reply has to repeat. */
export interface DnsQuery {
  readonly id: number;
  readonly bytes: Buffer;
  readonly name: string;
  readonly type: QuestionType;
  /** The offset at which the question ends. */
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
/**
 * An OPT record that announces datagrams of 1232 octets, a size that is not fragmented anywhere (RFC 6891; DNS flag day
 * 2020).
 */
const optRecord = Buffer.from([0, 0, 41, 1232 >> 8, 1232 & 255, 0, 0, 0, 0, 0, 0]);
const maxNameLength = 253;
const random = Buffer.alloc(4096);
let used = random.length;

/** Whether a name can be queried at all: untrusted records may contain invalid ones (RFC 1035, section 2.3.4). */
export function isAskable(name: string): boolean {
  return name.length <= maxNameLength && name.split('.').every((label) => /^[\x21-\x7e]{1,63}$/.test(label));
}

/**
 * Encodes a query with a random id and random letter case, which a forger would have to guess. `edns` is false for
 * servers without EDNS support.
 */
export function encodeQuery({ name, type, recursive, unchecked }: DnsQuestion, edns = true): DnsQuery {
  const questionEnd = name.length + headerBytes + 6;
  // Replies are decoded by a library, because they are untrusted; these few octets are encoded by hand, thousands of
  // times a second.
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

/**
 * Decodes a reply to a query. `other`: it answers another query; `case-mismatch`: ours, but not `exact`; undefined:
 * malformed.
 */
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
  // A server that cannot parse a query need not repeat it.
  if (questions.length === 0 && code !== 0) return reply(code, packet, answers, authorities);
  if (questions.length !== 1 || question?.type !== query.type || question.class !== 'IN') return 'other';
  if (question.name.toLowerCase() !== query.name.toLowerCase()) return 'other';
  if (exact && !repeats(message, query)) return 'case-mismatch';
  return reply(code, packet, answers, authorities);
}

/** Whether the reply repeats the question octet by octet. */
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
    // A record's length may exceed the message, which the decoder does not check for some types.
    return decode.bytes <= message.length ? packet : undefined;
  } catch {
    return undefined;
  }
}

/** The labels of a name in random letter case: servers repeat the question as sent (draft-vixie-dnsext-dns0x20). */
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
