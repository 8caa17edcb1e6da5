import { type Finding, finding } from './findings.ts';
import { clickLinkShapes, type Intermediary, intermediaries } from './other-senders.data.ts';
import { type Address, addressOf, type Parameter } from './url/address.ts';
import { shapeFinder } from './url/shapes.ts';

const ownPath = /^\/[cao]\/./;
/** More in a row than any mail passes. */
const maxScanners = 4;
const betweenUnderscores = /_{2,3}(https?:\/{1,2}.+?)_{2,3}[.;/]/i;

const clickLinkShape = shapeFinder(clickLinkShapes);
const intermediaryOf = shapeFinder(intermediaries);

/** The hosts whose links are our own. */
interface OwnHosts {
  readonly trackingHost?: string;
  readonly trackingHosts?: readonly string[];
}

/** A link that already goes through one of our tracking hosts, or through another sender's. */
export function alreadyWrapped(address: Address, own: OwnHosts): Finding | undefined {
  if (isOwnLink(address, own)) return finding('already-wrapped', { sender: 'self' });
  const shape = clickLinkShape(address);
  return shape === undefined ? undefined : finding('already-wrapped', { sender: shape.sender });
}

function isOwnLink(
  { hostname, pathname }: Pick<Address, 'hostname' | 'pathname'>,
  { trackingHost, trackingHosts }: OwnHosts,
): boolean {
  if (!ownPath.test(pathname)) return false;
  // A trailing dot does not change the name.
  const host = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname;
  return host === trackingHost || trackingHosts?.includes(host) === true;
}

/** A scanner's link around one of our own, also around another scanner's. */
export function wrappedBehind(address: Address, own: OwnHosts): Finding | undefined {
  return leadsToOwnLink(address, own, 0) ? finding('already-wrapped', { sender: 'self' }) : undefined;
}

function leadsToOwnLink(address: Address, own: OwnHosts, depth: number): boolean {
  const found = intermediaryOf(address);
  const target = found && realTarget(found, address);
  if (target === undefined || depth === maxScanners) return false;
  const behind = addressOf(new URL(target));
  return isOwnLink(behind, own) || leadsToOwnLink(behind, own, depth + 1);
}

/** A link of a scanner or shortener, with the address behind it if the link contains it. */
export function intermediary(address: Address): Finding | undefined {
  const found = intermediaryOf(address);
  if (found === undefined) return undefined;
  const target = realTarget(found, address);
  return finding('wrapped-by-scanner-or-shortener', {
    service: found.service,
    ...(target === undefined ? {} : { target }),
  });
}

function realTarget(entry: Intermediary, { href, parameters }: Address): string | undefined {
  if (entry.target === undefined) return undefined;
  const written =
    'parameter' in entry.target
      ? firstParameter(parameters, entry.target.parameter.split('|'))
      : entry.target.form === 'urldefense-2'
        ? urlDefense2(parameters)
        : withoutGaps(betweenUnderscores.exec(href)?.[1]);
  const target = written === undefined ? null : URL.parse(written);
  return target?.protocol === 'http:' || target?.protocol === 'https:' ? target.href : undefined;
}

function firstParameter(parameters: readonly Parameter[], names: readonly string[]): string | undefined {
  return names.map((name) => parameters.find(([found]) => found === name)?.[1]).find((value) => value !== undefined);
}

/** Version 2 writes `-` for `%` and `_` for `/`. */
function urlDefense2(parameters: readonly Parameter[]): string | undefined {
  const written = firstParameter(parameters, ['u'])?.replaceAll('-', '%').replaceAll('_', '/');
  if (written === undefined) return undefined;
  try {
    return decodeURIComponent(written);
  } catch {
    return undefined;
  }
}

/** Version 3 writes `*` for characters stored in a separate list, so such an address is not decoded here. */
function withoutGaps(written: string | undefined): string | undefined {
  return written === undefined || written.includes('*') ? undefined : written;
}
