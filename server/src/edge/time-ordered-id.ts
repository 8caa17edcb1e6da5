import { randomFillSync } from 'node:crypto';

/** Each id has ten random bytes, two of which lose some bits to version and variant. */
const bytesEach = 10;
const digitsEach = 2 * bytesEach;
const idsAtOnce = 400;

const random = Buffer.alloc(bytesEach * idsAtOnce);
let digits = '';
let used = 0;
let lastTime = -1;
let lastStart = '';

/**
 * A UUID version 7 (RFC 9562): 48 bits of time, `at` in milliseconds since 1970, the rest random, so that rows lie in the
 * database roughly in order of time. Ids of the same millisecond are in no order.
 */
export function timeOrderedId(at: number): string {
  if (used === digits.length) drawRandomDigits();
  if (at !== lastTime) startAt(at);
  const from = used;
  used += digitsEach;
  return `${lastStart}${digits.slice(from, from + 3)}-${digits.slice(from + 4, from + 8)}-${digits.slice(from + 8, used)}`;
}

/** For many ids at once, which takes a fraction of the time it would take for each. */
function drawRandomDigits(): void {
  randomFillSync(random);
  // Sets the variant. The digits used are three after the version, then, skipping one, the rest.
  for (let at = 2; at < random.length; at += bytesEach) random[at] = (random[at]! & 0x3f) | 0x80;
  digits = random.toString('hex');
  used = 0;
}

function startAt(at: number): void {
  const time = at.toString(16).padStart(12, '0');
  lastStart = `${time.slice(0, 8)}-${time.slice(8)}-7`;
  lastTime = at;
}
