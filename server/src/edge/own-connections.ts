import { createHmac } from 'node:crypto';
import { networkOf, plainAddress } from './event.ts';
import type { OwnConnection } from './links/entities.ts';

/**
 * The hash by which a connection is recognised: of an IPv4 address, or of the /64 of an IPv6 address, in which browsers
 * change theirs from hour to hour.
 */
export function hashOfConnection(key: Uint8Array, address: string): string {
  const plain = plainAddress(address);
  const connection = plain.includes(':') ? networkOf(plain, 4) : plain;
  return createHmac('sha256', key).update(connection).digest('base64');
}

/** Whether an account's member said that clicks and opens from this address do not count. */
export function isOwnConnection(own: readonly OwnConnection[], address: string | undefined, at: number): boolean {
  if (own.length === 0 || address === undefined) return false;
  return own.some(({ key, hash, until }) => at < until && hashOfConnection(key, address) === hash);
}
