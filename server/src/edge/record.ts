import { crc32 } from 'node:zlib';
import type { TrackingEvent } from './event.ts';

// A record is one line: a version digit, eight hex digits of CRC-32 over the JSON, the JSON. JSON has no raw line breaks,
// so a damaged record costs itself only. Version 1: [id, kind, at, subject, recipient, ip, user agent], empty = null.
// Version 2, with a CRC over its digit too, is of events that a browser fetched beforehand; others stay in version 1, which
// older servers can read.
const kinds = { c: 'click', o: 'open' } as const;

/** Writes an event as one line of a segment file, with its line break. */
export function encodeRecord(event: TrackingEvent): string {
  const json = JSON.stringify([
    event.id,
    event.kind === 'click' ? 'c' : 'o',
    event.at,
    event.subject,
    event.recipient ?? null,
    event.ip ?? null,
    event.userAgent ?? null,
  ]);
  if (event.prefetch) return `2${checksum(`2${json}`)}${json}\n`;
  return `1${checksum(json)}${json}\n`;
}

/** Reads a line of any version ever written, without its line break; undefined when it is damaged. */
export function decodeRecord(line: string): TrackingEvent | undefined {
  const json = line.slice(9);
  const version = line[0];
  if (version !== '1' && version !== '2') return undefined;
  const prefetch = version === '2';
  if (line.slice(1, 9) !== checksum(prefetch ? `2${json}` : json)) return undefined;
  const [id, kind, at, subject, recipient, ip, userAgent] = JSON.parse(json) as [
    string,
    keyof typeof kinds,
    number,
    number,
    ...(string | null)[],
  ];
  return {
    id,
    kind: kinds[kind],
    at,
    subject,
    recipient: recipient ?? undefined,
    ip: ip ?? undefined,
    userAgent: userAgent ?? undefined,
    ...(prefetch && { prefetch }),
  };
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}
