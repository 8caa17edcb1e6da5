import type { IncomingMessage, ServerResponse } from 'node:http';
import { mergedRecipientId, openToken, type TokenContent, type TokenKind } from '@waymark/core';
import type { EdgeContext } from './context.ts';
import { isNavigation, isPrefetch, trackingEvent } from './event.ts';
import type { DomainEntry, MailingEntry } from './links/entities.ts';
import { isOwnConnection } from './own-connections.ts';

/** A request for a token that has not been verified yet. */
export interface TokenRequest {
  readonly host: string;
  readonly token: string;
  /** As received: values for the slots of the destination, and the recipient as `r`. */
  readonly query: string;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  /** Whether it asks for the destination of an app link as JSON. */
  readonly asJson?: boolean;
}

/**
 * What the token says, and the domain it was sealed for, which is the one requested; undefined for a token that is not genuine.
 * A token without a recipient takes the one that a sending system filled into the query.
 */
export function openTokenOf(
  request: TokenRequest,
  kind: TokenKind,
  { linkMap, mac }: EdgeContext,
): { readonly domain: DomainEntry; readonly content: TokenContent } | undefined {
  const domain = linkMap.domainOf(request.host);
  if (domain === undefined) return undefined;
  const content = openToken(kind, request.token, request.host, (keyId) => domain.keys[keyId], mac);
  if (content === undefined || content.id > (domain.lastIds[content.keyId] ?? content.id)) return undefined;
  // The first key hashes recipient ids, whatever key sealed the token.
  const key = request.query === '' || content.recipientId !== undefined ? undefined : domain.keys.find(Boolean);
  return { domain, content: key ? { ...content, recipientId: mergedRecipientId(request.query, key, mac) } : content };
}

/**
 * Records one event for a GET. A HEAD records none and is only remembered for the GET that may follow, and a recipient who
 * opted out leaves none either. The promise never rejects; the answer has to wait for it.
 */
export function recordEvent(
  type: 'click' | 'open',
  content: TokenContent,
  mailing: MailingEntry,
  request: TokenRequest,
  { journal, linkMap, now, heads, networkOf, clientAddress }: EdgeContext,
): Promise<void> | undefined {
  const { method, headers } = request.incoming;
  const at = now();
  const client = { address: clientAddress(request.incoming), userAgent: headers['user-agent'] };
  const visitor = {
    address: client.address,
    userAgent: client.userAgent,
    prefetch: isPrefetch(headers),
    afterHead: type === 'click' && !isNavigation(headers) && heads.has(request, client, at),
    network: networkOf(client.address),
    own: isOwnConnection(mailing.ownConnections, client.address, at),
    app: request.asJson ?? false,
  };
  const event = trackingEvent(type, content, visitor, mailing.ipMode, at);
  // Normalized as for storage, since that is what opt-outs name.
  if (linkMap.optedOut(mailing, event.recipientId)) return undefined;
  if (method === 'GET') return journal.append(event);
  heads.add(request, client, at);
  return undefined;
}

/**
 * The header that makes browsers use only https for a tracking domain for thirty days (RFC 6797). Sent only over HTTPS
 * and only for genuine tokens. The period is short and excludes subdomains, because the domain belongs to its owner,
 * who may move it elsewhere.
 */
export const strictTransport = { 'Strict-Transport-Security': `max-age=${30 * 24 * 60 * 60}` };
