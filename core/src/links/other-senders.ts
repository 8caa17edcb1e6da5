import { type Finding, finding } from './findings.ts';
import { entriesFor, hostTable } from './host-table.ts';
import { clickLinkShapes, type Intermediary, intermediaries } from './other-senders.data.ts';

const ownPath = /^\/[cao]\/./;
const betweenUnderscores = /_{2,3}(https?:\/{1,2}.+?)_{2,3}[.;/]/i;

const shapesByHost = hostTable(clickLinkShapes);
const shapesByPath = clickLinkShapes.filter((shape) => shape.hosts === undefined);
const intermediariesByHost = hostTable(intermediaries);

/** A link that already goes through this tracking host, or through another sender's. */
export function alreadyWrapped(url: URL, trackingHost: string | undefined): Finding | undefined {
  if (trackingHost !== undefined && url.hostname === trackingHost && ownPath.test(url.pathname)) {
    return finding('already-wrapped', { sender: 'self' });
  }
  const path = url.pathname + url.search;
  const shape =
    entriesFor(shapesByHost, url.hostname).find((entry) => entry.path.test(path)) ??
    shapesByPath.find((entry) => entry.path.test(path));
  return shape === undefined ? undefined : finding('already-wrapped', { sender: shape.sender });
}

/** A link of a scanner or shortener, with the address behind it where the link itself tells. */
export function intermediary(url: URL): Finding | undefined {
  const path = url.pathname + url.search;
  const found = entriesFor(intermediariesByHost, url.hostname).find(
    (entry) => path !== '/' && (entry.path?.test(path) ?? true),
  );
  if (found === undefined) return undefined;
  const target = realTarget(found, url);
  return finding('wrapped-by-scanner-or-shortener', {
    service: found.service,
    ...(target === undefined ? {} : { target }),
  });
}

function realTarget(entry: Intermediary, url: URL): string | undefined {
  if (entry.target === undefined) return undefined;
  const written =
    'parameter' in entry.target
      ? firstParameter(url, entry.target.parameter.split('|'))
      : entry.target.form === 'urldefense-2'
        ? urlDefense2(url)
        : withoutGaps(betweenUnderscores.exec(url.href)?.[1]);
  const target = written === undefined ? null : URL.parse(written);
  return target?.protocol === 'http:' || target?.protocol === 'https:' ? target.href : undefined;
}

function firstParameter(url: URL, names: readonly string[]): string | undefined {
  return names.map((name) => url.searchParams.get(name)).find((value) => value !== null) ?? undefined;
}

/** Version 2 writes `-` for `%` and `_` for `/`. */
function urlDefense2(url: URL): string | undefined {
  const written = url.searchParams.get('u')?.replaceAll('-', '%').replaceAll('_', '/');
  if (written === undefined) return undefined;
  try {
    return decodeURIComponent(written);
  } catch {
    return undefined;
  }
}

/** Version 3 writes `*` for characters it keeps in a second list: such an address is not readable here. */
function withoutGaps(written: string | undefined): string | undefined {
  return written === undefined || written.includes('*') ? undefined : written;
}
