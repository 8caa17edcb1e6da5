import type { IncomingMessage, ServerResponse } from 'node:http';
import { mergedRecipientId, openToken, type TokenContent, type TokenKind } from '@waymark/core';
import type { EdgeParts } from './context.ts';
import { isPrefetch, trackingEvent } from './event.ts';
import type { DomainEntry, MailingEntry } from './links/entities.ts';

/** A request for a token, not looked at yet. */
export interface TokenRequest {
  readonly host: string;
  readonly token: string;
  /** As received: values for the slots of the destination, and the recipient as `r`. */
  readonly query: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * What the token says, and the domain it was sealed for, which is the one asked; undefined for a token that is not genuine.
 * A token without a recipient takes the one that a sending system filled into the query.
 */
export function openTokenOf(
  asked: TokenRequest,
  kind: TokenKind,
  { linkMap, mac }: EdgeParts,
): { readonly domain: DomainEntry; readonly content: TokenContent } | undefined {
  const domain = linkMap.domainOf(asked.host);
  if (domain === undefined) return undefined;
  const content = openToken(kind, asked.token, asked.host, (keyId) => domain.keys[keyId], mac);
  if (content === undefined) return undefined;
  const key = asked.query === '' || content.recipientId !== undefined ? undefined : domain.keys[content.keyId];
  return { domain, content: key ? { ...content, recipientId: mergedRecipientId(asked.query, key, mac) } : content };
}

/**
 * Stores one event for a GET, and nothing for a HEAD, which is only remembered for the GET that may follow, or of a
 * recipient who opted out. What it answers with is to be awaited and never rejects.
 */
export function count(
  type: 'click' | 'open',
  content: TokenContent,
  mailing: MailingEntry,
  asked: TokenRequest,
  { journal, linkMap, now, heads, networkOf, clientAddress }: EdgeParts,
): Promise<void> | undefined {
  const { method, headers } = asked.request;
  const at = now();
  const by = { address: clientAddress(asked.request), userAgent: headers['user-agent'] };
  const visitor = {
    address: by.address,
    userAgent: by.userAgent,
    prefetch: isPrefetch(headers),
    afterHead: type === 'click' && heads.precede(asked, by, at),
    network: networkOf(by.address),
  };
  const event = trackingEvent(type, content, visitor, mailing.ipMode, at);
  // By the key as it would be stored, which is what opt-outs name.
  if (linkMap.optedOut(mailing, event.recipientId)) return undefined;
  if (method === 'GET') return journal.append(event);
  heads.note(asked, by, at);
  return undefined;
}
