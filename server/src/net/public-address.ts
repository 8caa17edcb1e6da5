import { isIP, isIPv6 } from 'node:net';
import { kindOfHost } from '@waymark/core';
import { dnsServer } from './dns-server.ts';

/** Whether an address may belong to anybody on the Internet: none of this machine, of a private network or of a special block. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const hostname = isIPv6(address) ? new URL(`http://[${address.replace(/%.*/, '')}]`).hostname : address;
  return kindOfHost(hostname) === 'public-address';
}

/** What may be connected to on the word of a stranger's DNS: public addresses, and those that the operator named. */
export function createAddressGuard({
  privateAddresses,
  tryOut,
}: {
  readonly privateAddresses: readonly string[];
  readonly tryOut: boolean;
}): (address: string) => boolean {
  const own = new Set([...privateAddresses, ...(tryOut ? ['127.0.0.1', '::1'] : [])].map(written));
  return (address) => own.has(written(address)) || isPublicAddress(address);
}

/** IPv6 addresses have many notations. */
function written(address: string): string {
  return dnsServer(address, 0).address;
}
