import { decodeKey, sealToken, wrappedLink } from '@waymark/core';
import { linkReport, type Whose } from '../events/reports/reports.ts';
import type { Services } from '../services.ts';
import { findOwnMessage } from './mailing.ts';
import { findMessageDomain } from './store.ts';
import { signerOf } from './wrapping.ts';

/** The links of a message with their clicks, and each as it looks wrapped for nobody in particular. Throws no_such_message. */
export async function reportLinks(services: Services, accountId: string, messageId: number, whose?: Whose) {
  await findOwnMessage(services.database, accountId, messageId);
  const domain = await findMessageDomain(services.database, accountId, messageId);
  const signer = domain && (await signerOf(services, domain));
  const links = await linkReport(services.database, accountId, messageId, whose);
  return links.map((link) => {
    if (!signer) return { ...link, wrapped: null };
    const { keyId, host, key, origin } = signer;
    return {
      ...link,
      wrapped: wrappedLink(origin, sealToken({ kind: 'c', id: link.id, keyId }, host, decodeKey(key))),
    };
  });
}
