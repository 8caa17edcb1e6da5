import { fillSlots } from '@waymark/core';
import { answerApp } from './app-link.ts';
import type { EdgeParts } from './context.ts';
import { giveUp, refuse } from './refusal.ts';
import { strictTransport } from './strict-transport.ts';
import { count, openTokenOf, type TokenRequest } from './token-request.ts';

/** /c and /a: token → destination, its slots filled from the query → append → 302. The link must be one of the very domain that was asked. */
export async function click(asked: TokenRequest, kind: 'c' | 'a', parts: EdgeParts): Promise<void> {
  try {
    const genuine = openTokenOf(asked, kind, parts);
    if (genuine === undefined) return refuse(asked.response, parts.counts);
    const { domain, content } = genuine;
    let link = parts.linkMap.link(content.id);
    if (link === undefined) {
      await parts.linkMap.waitFor('link', content.id, parts.newLinkTimeoutMs);
      link = parts.linkMap.link(content.id);
    }
    // Whoever holds a host's key can seal any link's id, so the id alone proves nothing.
    if (link?.mailing.clickDomainId !== domain.domainId) return refuse(asked.response, parts.counts);

    await count('click', content, link.mailing, asked, parts);
    const headers = {
      Location: fillSlots(link.url, asked.query),
      'Cache-Control': 'no-store',
      'Referrer-Policy': link.mailing.referrerPolicy,
      'Content-Length': 0,
    };
    parts.counts.redirects++;
    const all = parts.overHttps(asked.request) ? { ...headers, ...strictTransport } : headers;
    if (kind === 'a') answerApp(asked, all);
    else asked.response.writeHead(302, all).end();
  } catch (error) {
    giveUp(asked.response, parts, error);
  }
}
