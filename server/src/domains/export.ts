import { decodeKey, type Language, sealToken, unicodeHost, wrappedLink } from '@waymark/core';
import { linksOnDomain } from '../mailings/domain-links.ts';
import { signerOf } from '../mailings/wrapping.ts';
import type { CsvRow, CsvTable } from '../rpc/csv.ts';
import type { Services } from '../services.ts';
import { findOwnDomain } from './domain.ts';
import { projectsOf, showDiagnosis } from './show.ts';
import { listDomainsAfter } from './store.ts';

const page = 500;

/** The tracking domains of an account as a table, by host; diagnoses in the reader's language. */
export function exportDomains({ database }: Services, accountId: string, language: Language): CsvTable {
  async function* rows(): AsyncGenerator<CsvRow> {
    for (let after = ''; ; ) {
      const domains = await listDomainsAfter(database, accountId, after, page);
      for (const domain of domains) {
        yield [
          unicodeHost(domain.host),
          domain.cnameTarget,
          domain.status,
          showDiagnosis(domain, language)?.title ?? null,
          projectsOf(domain)
            .map(({ name }) => name)
            .join(', '),
          domain.createdAt.toISOString(),
          domain.verifiedAt?.toISOString() ?? null,
          domain.lastCheckAt?.toISOString() ?? null,
        ];
      }
      if (domains.length < page) return;
      after = domains.at(-1)?.host ?? '';
    }
  }
  return {
    header: ['host', 'target', 'status', 'diagnosis', 'projects', 'created', 'verified', 'last check'],
    rows: rows(),
  };
}

/** The link map of a tracking domain as a table: each link as it looks wrapped for nobody in particular. Throws no_such_domain. */
export async function exportLinks(
  services: Services,
  accountId: string,
  id: string,
): Promise<{ host: string; table: CsvTable }> {
  const domain = await findOwnDomain(services.database, accountId, id);
  const { origin, host, keyId, key } = await signerOf(services, domain);
  const secret = decodeKey(key);

  async function* rows(): AsyncGenerator<CsvRow> {
    for await (const link of linksOnDomain(services.database, accountId, id)) {
      const wrapped = wrappedLink(origin, sealToken({ kind: 'c', id: link.id, keyId }, host, secret));
      yield [link.id, link.messageId, link.messageName, link.createdAt.toISOString(), link.destination, wrapped];
    }
  }
  const header = ['link', 'message', 'message name', 'created', 'destination', 'wrapped link'];
  return { host, table: { header, rows: rows() } };
}
