/** A server address as a member typed it. */
export interface ServerAddress {
  readonly origin: string;
  /** True when a key would cross the open internet unencrypted. */
  readonly insecure: boolean;
}

const privateNetwork = /^(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)\./;
const ownNetwork = /(?:^|\.)(?:localhost|local|internal|lan|home\.arpa)$/;

function isPrivate(host: string): boolean {
  return privateNetwork.test(host) || ownNetwork.test(host) || !/[.:]/.test(host) || host === '[::1]';
}

/** Parses a typed address; https is assumed, or http in a private network. Undefined when it is not a server address. */
export function readServerAddress(typed: string): ServerAddress | undefined {
  const text = typed.trim();
  const bare = /^[\w.-]+(?::\d+)?(?:\/|$)/.test(text);
  const host = bare ? URL.parse(`http://${text}`)?.hostname : undefined;
  const url = URL.parse(bare ? `${host && isPrivate(host) ? 'http' : 'https'}://${text}` : text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  if (bare && !url.hostname.includes('.') && url.hostname !== 'localhost') return undefined;
  return { origin: url.origin, insecure: url.protocol === 'http:' && !isPrivate(url.hostname) };
}
