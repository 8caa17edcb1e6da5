import { getDomain } from 'tldts';

/**
 * The registrable domain of this host, such as `brand.co.uk`; null for a public suffix or a single label.
 * Suffixes of private registries (`uk.com`, `github.io`) count, because their customers' zones begin below them.
 */
export function registrableDomain(host: string): string | null {
  return getDomain(host, { allowPrivateDomains: true, validateHostname: false });
}

/** Whether the host is under `.localhost`, which always means the local machine (RFC 6761, section 6.3). */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

/** Whether `host` is `domain` or a name below it. Both in lower case, without a trailing dot. */
export function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

/** Lower case and without trailing dot, as DNS names are compared (RFC 4343). */
export function asStored(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
