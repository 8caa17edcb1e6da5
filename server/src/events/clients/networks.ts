import { keptAddress, plainAddress } from '../../edge/event.ts';
import { type Network, publishedNetworks } from './networks.data.ts';

/** Networks sorted by address, as numbers: an IPv4 address, or the first 48 bits of an IPv6 address. */
interface Table {
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly of: readonly Network[];
}

const ranges = publishedNetworks.flatMap(({ of, networks }) =>
  networks.map((network) => ({ of, ...rangeOf(network) })),
);
const ipv4 = tableOf(ranges.filter(({ family }) => family === 4));
const ipv6 = tableOf(ranges.filter(({ family }) => family === 6));

/** The owner of an address's network, if nobody browses from it; undefined for all others. Called for every event. */
export function networkOf(address: string | undefined): Network | undefined {
  if (address === undefined) return undefined;
  const plain = plainAddress(address);
  return plain.includes(':') ? find(ipv6, first48Bits(plain)) : find(ipv4, numberOf(plain));
}

function find({ first, last, of }: Table, value: number): Network | undefined {
  let low = 0;
  let high = of.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (value < first[middle]!) high = middle - 1;
    else if (value > last[middle]!) low = middle + 1;
    else return of[middle];
  }
  return undefined;
}

function tableOf(some: readonly { readonly of: Network; readonly first: number; readonly last: number }[]): Table {
  const sorted = some.toSorted((one, other) => one.first - other.first);
  return {
    first: Float64Array.from(sorted, ({ first }) => first),
    last: Float64Array.from(sorted, ({ last }) => last),
    of: sorted.map(({ of }) => of),
  };
}

function rangeOf(network: string) {
  const [address = '', bits] = network.split('/');
  const family = address.includes(':') ? 6 : 4;
  const [first, length] = family === 6 ? [first48Bits(address), 48] : [numberOf(address), 32];
  return { family, first, last: first + 2 ** (length - Number(bits)) - 1 };
}

function numberOf(address: string): number {
  let [value, part] = [0, 0];
  for (let index = 0; index < address.length; index++) {
    const code = address.charCodeAt(index);
    if (code !== 46) part = part * 10 + code - 48;
    else [value, part] = [value * 256 + part, 0];
  }
  return value * 256 + part;
}

function first48Bits(address: string): number {
  const [network = ''] = keptAddress(address, 'truncated')!.split('::');
  const [one = '', two = '', three = ''] = network.split(':');
  return hex(one) * 2 ** 32 + hex(two) * 2 ** 16 + hex(three);
}

function hex(text: string): number {
  return text === '' ? 0 : Number.parseInt(text, 16);
}
