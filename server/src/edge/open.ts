import type { EdgeParts } from './context.ts';
import { giveUp, refuse } from './refusal.ts';
import { strictTransport } from './strict-transport.ts';
import { count, openTokenOf, type TokenRequest } from './token-request.ts';

/** One transparent dot: GIF89a, 1 × 1, two colours, the first one transparent. As a text it leaves with its headers in one piece. */
const gif = atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==');
const headers = { 'Content-Type': 'image/gif', 'Content-Length': gif.length, 'Cache-Control': 'no-store' };

/** /o: token → append → 43 bytes. The mailing must be one of the very domain that was asked. */
export async function open(asked: TokenRequest, parts: EdgeParts): Promise<void> {
  try {
    const genuine = openTokenOf(asked, 'o', parts);
    if (genuine === undefined) return refuse(asked.response, parts.counts);
    const { domain, content } = genuine;
    let mailing = parts.linkMap.mailing(content.id);
    if (mailing === undefined) {
      await parts.linkMap.waitFor('mailing', content.id, parts.newLinkTimeoutMs);
      mailing = parts.linkMap.mailing(content.id);
    }
    if (mailing?.openDomainId !== domain.domainId) return refuse(asked.response, parts.counts);

    await count('open', content, mailing, asked, parts);
    parts.counts.opens++;
    asked.response
      .writeHead(200, parts.overHttps(asked.request) ? { ...headers, ...strictTransport } : headers)
      .end(gif, 'latin1');
  } catch (error) {
    giveUp(asked.response, parts, error);
  }
}
