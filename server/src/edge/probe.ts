import type { ServerResponse } from 'node:http';
import { type Mac, portableMac } from '@waymark/core';
import type { EdgeContext } from './context.ts';
import { dropConnection, refuse } from './refusal.ts';

/** Where a check of a domain asks whether requests to its host reach this installation; a token follows. */
export const probePath = '/.well-known/waymark/';

const shape = /^(\d{1,3})\.([\w-]{32})$/;

/** What only a server that holds the host's signing key can answer to a token that was never used before. */
export function probeAnswer(host: string, token: string, key: Uint8Array, mac: Mac = portableMac): string {
  // "probe" has no dot, so this is never what a link's token of any host is sealed with.
  const sealed = mac(key, new TextEncoder().encode(`probe\0${host}\0${token}`));
  return Buffer.from(sealed).toString('base64url');
}

/** Answers a probe of a known host; the token begins with the id of the key to answer with. */
export function answerProbe(
  { host, token, response }: { host: string; token: string; response: ServerResponse },
  context: EdgeContext,
): void {
  try {
    const key = context.linkMap.domainOf(host)?.keys[Number(shape.exec(token)?.[1] ?? -1)];
    if (key === undefined) {
      refuse(response, context.counts);
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
