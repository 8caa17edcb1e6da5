import { asStored, isLoopbackHost, isWithin, registrableDomain } from './names.ts';

/** The record to create, in the parts that DNS panels ask for. No part ends with a dot, except in the zone-file line. */
export interface CnameRecord {
  /** The host relative to its zone: what most panels expect in the field "name" or "host". */
  readonly name: string;
  readonly zone: string;
  readonly fullName: string;
  readonly target: string;
  /** The record as a line of a zone file (RFC 1035, section 5). */
  readonly zoneLine: string;
}

/**
 * The CNAME record that points `host` to `target`; both as stored. `seenZone` is the zone that DNS says the record
 * belongs in; it defaults to the registrable domain.
 */
export function cnameRecord(host: string, target: string, seenZone?: string | null): CnameRecord {
  const zone = isLoopbackHost(host) ? 'localhost' : (zoneAbove(host, seenZone) ?? registrableDomain(host) ?? host);
  const name = host === zone ? '@' : host.slice(0, -zone.length - 1);
  return { name, zone, fullName: host, target, zoneLine: `${host}. 3600 IN CNAME ${target}.` };
}

function zoneAbove(host: string, seenZone: string | null | undefined): string | undefined {
  const zone = asStored(seenZone ?? '');
  return zone !== '' && zone !== host && isWithin(host, zone) ? zone : undefined;
}
