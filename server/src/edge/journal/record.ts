import { crc32 } from 'node:zlib';
import type { Signals, TrackingEvent } from './journal.ts';

// A record is one line: a version digit, eight hex digits of CRC-32 over the JSON, the JSON. JSON has no raw line breaks,
// so a damaged record affects only itself. Version 1: [id, type, at, subject, recipient id, ip, user agent], empty =
// null.
// Version 2 is for events with signals: an eighth element holds them by name, and the CRC covers the digit too. Others stay
// in version 1, which older servers can read.
// Version 3 is for segments: the number of the event in its journal comes first, so that what is missing can be counted;
// signals may follow, and the CRC covers the digit too.
const types = { c: 'click', o: 'open' } as const;

type Fields = [
  id: string,
  type: keyof typeof types,
  at: number,
  subject: number,
  recipientId: string | null,
  ip: string | null,
  userAgent: string | null,
  signals?: Signals,
];

/** An event as a segment has it; those written by earlier versions have no number. */
export interface NumberedEvent {
  readonly event: TrackingEvent;
  readonly number: number | undefined;
}

/** Writes an event as one line, with its line break and without a number. */
export function encodeRecord(event: TrackingEvent): string {
  const line = Buffer.from(recordWithoutChecksum(event));
  addChecksums(line);
  return line.toString();
}

/** The same with zeros in place of the checksum, and with its number in the journal if there is one. */
export function recordWithoutChecksum(event: TrackingEvent, number?: number): string {
  const { id, type, at, subject, recipientId, ip, userAgent, prefetch, afterHead, network, own, app } = event;
  const texts = `${jsonOf(recipientId)},${jsonOf(ip)},${jsonOf(userAgent)}`;
  const fields = `"${id}","${type === 'click' ? 'c' : 'o'}",${decimal(at)},${subject},${texts}`;
  const hasSignals = prefetch || afterHead || network !== undefined || own || app;
  const signals = hasSignals ? `,${JSON.stringify({ prefetch, afterHead, network, own, app } satisfies Signals)}` : '';
  if (number !== undefined) return `300000000[${number},${fields}${signals}]\n`;
  return `${hasSignals ? 2 : 1}00000000[${fields}${signals}]\n`;
}

/** Writes the checksums into encoded lines: `crc32` of a string would have to encode it first. */
export function addChecksums(lines: Buffer): void {
  for (let start = 0; start < lines.length; ) {
    const end = lines.indexOf(lineBreak, start);
    const crc = crc32(lines.subarray(start + jsonStart, end), seeds[lines[start]! - digitZero]);
    for (let digit = 0; digit < 8; digit++) lines[start + 1 + digit] = hexDigits[(crc >>> (28 - 4 * digit)) & 15]!;
    start = end + 1;
  }
}

const lineBreak = 10;
const digitZero = 48;
const jsonStart = 9;
const hexDigits = Buffer.from('0123456789abcdef');
/** The CRC of what precedes the JSON and is covered too, by version. */
const seeds = [undefined, 0, crc32('2'), crc32('3')];

/** Text that JSON does not escape. */
const plain = /^[ !#-[\]-~]*$/;

function jsonOf(text: string | undefined): string {
  if (text === undefined) return 'null';
  return plain.test(text) ? `"${text}"` : JSON.stringify(text);
}

// Many events share a millisecond, and numbers above 31 bits are slow to format.
let last = { at: 0, text: '0' };

function decimal(at: number): string {
  if (at !== last.at) last = { at, text: String(at) };
  return last.text;
}

/** Reads a line of any version ever written, without its line break; undefined when it is damaged or not ours. */
export function decodeLine(line: string): NumberedEvent | undefined {
  const json = line.slice(jsonStart);
  const seed = seeds[Number(line[0])];
  if (seed === undefined || line.slice(1, jsonStart) !== hex(crc32(json, seed))) return undefined;
  const values = valuesIn(json);
  const number = line[0] === '3' ? values?.shift() : undefined;
  if (number !== undefined && !Number.isSafeInteger(number)) return undefined;
  const fields = fieldsIn(values);
  if (fields === undefined) return undefined;
  const [id, type, at, subject, recipientId, ip, userAgent, signals] = fields;
  const event = {
    id,
    type: types[type],
    at,
    subject,
    recipientId: recipientId ?? undefined,
    ip: ip ?? undefined,
    userAgent: userAgent ?? undefined,
    ...signals,
  };
  return { event, number: number as number | undefined };
}

/** The event alone. */
export function decodeRecord(line: string): TrackingEvent | undefined {
  return decodeLine(line)?.event;
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * Anybody who can write to the log or the broker may write anything there, and one bad line must not block the others.
 */
function fieldsIn(fields: unknown[] | undefined): Fields | undefined {
  if (fields === undefined) return undefined;
  const [id, type, at, subject, ...rest] = fields;
  const isEvent =
    typeof id === 'string' &&
    uuid.test(id) &&
    Object.hasOwn(types, String(type)) &&
    Number.isSafeInteger(at) &&
    Number.isSafeInteger(subject);
  const texts = rest.slice(0, 3);
  return isEvent && texts.every((text) => text === null || typeof text === 'string')
    ? (fields as unknown as Fields)
    : undefined;
}

function valuesIn(json: string): unknown[] | undefined {
  try {
    const values: unknown = JSON.parse(json);
    return Array.isArray(values) ? values : undefined;
  } catch {
    return undefined;
  }
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}
