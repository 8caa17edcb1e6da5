import { fillSlots } from '@waymark/core';
import { answerApp, prefersJson } from './app-link.ts';
import type { EdgeContext } from './context.ts';
import { dropConnection, refuse } from './refusal.ts';
import { openTokenOf, recordEvent, strictTransport, type TokenRequest } from './token-request.ts';

/**
 * /c and /a: token → destination, its slots filled from the query → append → 302. The link must belong to the requested
 * domain.
 */
export async function click(request: TokenRequest, kind: 'c' | 'a', context: EdgeContext): Promise<void> {
  try {
    const genuine = openTokenOf(request, kind, context);
    if (genuine === undefined) return refuse(request, context, 'not genuine on this host');
    const { domain, content } = genuine;
    let link = context.linkMap.link(content.id);
    if (link === undefined) {
      await context.linkMap.waitFor('link', content.id, context.newLinkTimeoutMs);
      link = context.linkMap.link(content.id);
    }
    // The owner of a host's key can seal any link's id, so the id alone proves nothing.
    if (link?.mailing.clickDomainId !== domain.domainId)
      return refuse(request, context, link ? 'on another domain' : 'no such link');

    const negotiated = kind === 'a' ? { ...request, asJson: prefersJson(request.incoming) } : request;
    await recordEvent('click', content, link.mailing, negotiated, context);
    const headers = {
      Location: fillSlots(link.url, request.query),
      'Cache-Control': 'no-store',
      'Referrer-Policy': link.mailing.referrerPolicy,
      'Content-Length': 0,
    };
    context.counts.redirects++;
    const all = context.overHttps(request.incoming) ? { ...headers, ...strictTransport } : headers;
    if (kind === 'a') answerApp(negotiated, all);
    else request.response.writeHead(302, all).end();
  } catch (error) {
    dropConnection(request.response, context, error);
  }
}
