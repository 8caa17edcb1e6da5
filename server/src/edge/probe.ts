import type { ServerResponse } from 'node:http';
import { type Mac, portableMac } from '@waymark/core';
import type { EdgeContext } from './context.ts';
import { dropConnection, refuse } from './refusal.ts';

/** The path at which a check finds out whether requests to a host reach this installation; a token follows. */
export const probePath = '/.well-known/waymark/';

const shape = /^(\d{1,3})\.([\w-]{32})$/;

/** The answer to a fresh token, which only a server with the host's signing key can produce. */
export function probeAnswer(host: string, token: string, key: Uint8Array, mac: Mac = portableMac): string {
  // "probe" has no dot, so it is never a host for which a link's token is sealed.
  const sealed = mac(key, new TextEncoder().encode(`probe\0${host}\0${token}`));
  return Buffer.from(sealed).toString('base64url');
}

/** Answers a probe of a known host; the token starts with the id of the key to use. */
export function answerProbe(
  { host, token, response }: { host: string; token: string; response: ServerResponse },
  context: EdgeContext,
): void {
  try {
    const key = context.linkMap.domainOf(host)?.keys[Number(shape.exec(token)?.[1] ?? -1)];
    if (key === undefined) {
      refuse({ host, response }, context, 'not genuine on this host');
      return;
    }
    const answer = probeAnswer(host, token, key, context.mac);
    response
      .writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': answer.length, 'Cache-Control': 'no-store' })
      .end(answer);
  } catch (error) {
    dropConnection(response, context, error);
  }
}
