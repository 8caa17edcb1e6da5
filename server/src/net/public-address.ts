import { isIP, isIPv6 } from 'node:net';
import { kindOfHost } from '@waymark/core';
import { dnsServer } from './dns-server.ts';

/** Whether an address is public: not of this machine, a private network or a special-purpose block. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const hostname = isIPv6(address) ? new URL(`http://[${address.replace(/%.*/, '')}]`).hostname : address;
  return kindOfHost(hostname) === 'public-address';
}

/** Which addresses from untrusted DNS may be connected to: public ones, and those that the operator allowed. */
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

/** An IPv6 address has many spellings. */
function written(address: string): string {
  return dnsServer(address, 0).address;
}
