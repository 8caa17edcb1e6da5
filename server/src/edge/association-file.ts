import type { ServerResponse } from 'node:http';
import { type AppIdentity, associationFile } from '@waymark/core';
import type { EdgeContext } from './context.ts';
import { dropConnection, refuse } from './refusal.ts';

/** Apple's CDN and Google's servers ask again when they like; others see a change within an hour. */
const cacheControl = 'public, max-age=3600';

/** Answers with the association file of a host for one system, made from the apps of its domain. */
export function answerAssociationFile(
  asked: { readonly host: string; readonly response: ServerResponse },
  system: AppIdentity['system'],
  context: EdgeContext,
): void {
  try {
    const file = associationFile(system, context.linkMap.appsOf(asked.host));
    if (file === undefined) {
      refuse(asked, context, 'no such path');
      return;
    }
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(file) };
    asked.response.writeHead(200, { ...headers, 'Cache-Control': cacheControl }).end(file);
  } catch (error) {
    dropConnection(asked.response, context, error);
  }
}
