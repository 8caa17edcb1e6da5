import type { EdgeContext } from './context.ts';
import { dropConnection, refuse } from './refusal.ts';
import { openTokenOf, recordEvent, strictTransport, type TokenRequest } from './token-request.ts';

/** One transparent dot: GIF89a, 1 × 1, two colours, the first one transparent. As a string it is sent with its headers in one write. */
const gif = atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==');
const headers = { 'Content-Type': 'image/gif', 'Content-Length': gif.length, 'Cache-Control': 'no-store' };

/** /o: token → append → 43 bytes. The mailing must belong to the requested domain. */
export async function open(request: TokenRequest, context: EdgeContext): Promise<void> {
  try {
    const genuine = openTokenOf(request, 'o', context);
    if (genuine === undefined) return refuse(request, context, 'not genuine on this host');
    const { domain, content } = genuine;
    let mailing = context.linkMap.mailing(content.id);
    if (mailing === undefined) {
      await context.linkMap.waitFor('mailing', content.id, context.newLinkTimeoutMs);
      mailing = context.linkMap.mailing(content.id);
    }
    if (mailing?.openDomainId !== domain.domainId)
      return refuse(request, context, mailing ? 'on another domain' : 'no such link');

    await recordEvent('open', content, mailing, request, context);
    context.counts.opens++;
    request.response
      .writeHead(200, context.overHttps(request.incoming) ? { ...headers, ...strictTransport } : headers)
      .end(gif, 'latin1');
  } catch (error) {
    dropConnection(request.response, context, error);
  }
}
