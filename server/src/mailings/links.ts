import { decodeKey, sealToken, wrappedLink } from '@waymark/core';
import { type SignerNeeds, signerOf } from '../domains/signer.ts';
import { linkReport, type Whose } from '../events/reports/reports.ts';
import { findOwnMessage } from './mailing.ts';
import { findMessageDomain } from './store.ts';

/** The links of a message with their clicks, and each as it looks wrapped for nobody in particular. Throws no_such_message. */
export async function reportLinks(needs: SignerNeeds, accountId: string, messageId: number, whose?: Whose) {
  await findOwnMessage(needs.database, accountId, messageId);
  const domain = await findMessageDomain(needs.database, accountId, messageId);
  const signer = domain && (await signerOf(needs, domain));
  const links = await linkReport(needs.database, accountId, messageId, whose);
  return links.map((link) => {
    if (!signer) return { ...link, wrapped: null };
    const { keyId, host, key, origin } = signer;
    return {
      ...link,
      wrapped: wrappedLink(origin, sealToken({ kind: 'c', id: link.id, keyId }, host, decodeKey(key))),
    };
  });
}
