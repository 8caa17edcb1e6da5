import type { HttpsSeen } from '../observation.ts';

/** Whether records at a host seem to be those of a website, which nobody should be told to delete. */
export function isWebsite(host: string, https: HttpsSeen | null): boolean {
  const answers = https?.kind === 'other-server' || (https?.kind === 'certificate' && https.reason !== 'handshake');
  return host.startsWith('www.') || answers;
}
