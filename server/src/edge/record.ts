import { crc32 } from 'node:zlib';
import type { Marks, TrackingEvent } from './event.ts';

// A record is one line: a version digit, eight hex digits of CRC-32 over the JSON, the JSON. JSON has no raw line breaks,
// so a damaged record costs itself only. Version 1: [id, kind, at, subject, recipient, ip, user agent], empty = null.
// Version 2 is of events with marks: an eighth element holds them by name, and the CRC covers the digit too. Others stay in
// version 1, which older servers can read.
const kinds = { c: 'click', o: 'open' } as const;

type Fields = [
  id: string,
  kind: keyof typeof kinds,
  at: number,
  subject: number,
  recipient: string | null,
  ip: string | null,
  userAgent: string | null,
  marks?: Marks,
];

/** Writes an event as one line of a segment file, with its line break. */
export function encodeRecord(event: TrackingEvent): string {
  const { prefetch, afterHead, network } = event;
  const fields: unknown[] = [
    event.id,
    event.kind === 'click' ? 'c' : 'o',
    event.at,
    event.subject,
    event.recipient ?? null,
    event.ip ?? null,
    event.userAgent ?? null,
  ];
  if (prefetch || afterHead || network !== undefined) {
    const json = JSON.stringify([...fields, { prefetch, afterHead, network } satisfies Marks]);
    return `2${checksum(`2${json}`)}${json}\n`;
  }
  const json = JSON.stringify(fields);
  return `1${checksum(json)}${json}\n`;
}

/** Reads a line of any version ever written, without its line break; undefined when it is damaged. */
export function decodeRecord(line: string): TrackingEvent | undefined {
  const json = line.slice(9);
  const version = line[0];
  if (version !== '1' && version !== '2') return undefined;
  if (line.slice(1, 9) !== checksum(version === '2' ? `2${json}` : json)) return undefined;
  const [id, kind, at, subject, recipient, ip, userAgent, marks] = JSON.parse(json) as Fields;
  return {
    id,
    kind: kinds[kind],
    at,
    subject,
    recipient: recipient ?? undefined,
    ip: ip ?? undefined,
    userAgent: userAgent ?? undefined,
    ...marks,
  };
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}
