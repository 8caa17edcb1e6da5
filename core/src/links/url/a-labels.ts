const base = 36;
const firstBeyondAscii = 128;
const maxNumber = 0x7fffffff;

/**
 * A host name with its A-labels in Unicode (RFC 3492). Throws a RangeError for a label that does not decode. Our own, since
 * the package that its test compares it with is twice as much code in the extension.
 */
export function decodeALabels(host: string): string {
  return host.replace(/(?<![^.])xn--([^.]*)/g, (_, encoded: string) => decode(encoded.toLowerCase()));
}

/** Section 6.2: what stands before the last hyphen is ASCII, what follows it says where which other characters belong. */
function decode(encoded: string): string {
  const hyphen = encoded.lastIndexOf('-');
  const characters = hyphen > 0 ? [...encoded.slice(0, hyphen)] : [];
  let code = firstBeyondAscii;
  let position = 0;
  let bias = 72;
  let at = hyphen > 0 ? hyphen + 1 : 0;
  while (at < encoded.length) {
    const before = position;
    let weight = 1;
    for (let step = base; ; step += base) {
      // Letters are 0 to 25 and digits 26 to 35; anything else, also the end, makes a position that is no number.
      const digit = (Number.parseInt(encoded.charAt(at++), base) + 26) % base;
      position += digit * weight;
      if (!(position <= maxNumber)) throw new RangeError(encoded);
      const threshold = Math.min(Math.max(step - bias, 1), 26);
      if (digit < threshold) break;
      weight *= base - threshold;
    }
    const length = characters.length + 1;
    bias = adapt(position - before, length, before === 0);
    code += Math.floor(position / length);
    position %= length;
    characters.splice(position++, 0, String.fromCodePoint(code));
  }
  return characters.join('');
}

/** Section 6.1. */
function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? 700 : 2));
  rest += Math.floor(rest / length);
  let bias = 0;
  for (; rest > 455; bias += base) rest = Math.floor(rest / 35);
  return bias + Math.floor((36 * rest) / (rest + 38));
}
