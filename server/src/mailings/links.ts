import { decodeKey, sealToken, wrappedLink } from '@waymark/core';
import { type SignerNeeds, signerOf } from '../domains/signer.ts';
import { linkReport, type Traffic } from '../events/reports/reports.ts';
import { findOwnMailing } from './mailing.ts';
import { findMailingDomains } from './store.ts';

/** The links of a mailing with their clicks, each also wrapped without a recipient. Throws no_such_mailing. */
export async function reportLinks(
  needs: SignerNeeds,
  accountId: string,
  mailingId: number,
  page: { readonly after: number; readonly limit: number },
  traffic?: Traffic,
) {
  await findOwnMailing(needs.database, accountId, mailingId);
  const { clicks } = await findMailingDomains(needs.database, accountId, mailingId);
  const signer = clicks && (await signerOf(needs, clicks));
  const links = await linkReport(needs.database, accountId, { mailingId, ...page }, traffic);
  return links.map((link) => {
    if (!signer) return { ...link, wrapped: null };
    const { keyId, host, key, origin } = signer;
    const kind = link.appLink ? 'a' : 'c';
    return {
      ...link,
      wrapped: wrappedLink(origin, sealToken({ kind, id: link.id, keyId }, host, decodeKey(key)), kind),
    };
  });
}
