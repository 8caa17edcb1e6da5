import { decodeKey, type Language, sealToken, unicodeHost, wrappedLink } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import type { CsvRow, CsvTable } from '../export/csv.ts';
import { ids } from '../rpc/ids.ts';
import { findOwnDomain } from './domain.ts';
import { type SignerNeeds, signerOf } from './signer.ts';
import { listDomains } from './store.ts';
import { projectsOf, toDiagnosisView } from './view.ts';

const pageSize = 500;

/** A link of a mailing on a tracking domain. */
export interface ExportedLink {
  readonly id: number;
  readonly url: string;
  readonly mailingId: number;
  readonly mailingName: string;
  readonly createdAt: Date;
}

/** Dependencies of the export of links. */
export interface ExportLinksNeeds extends SignerNeeds {
  readonly linksOn: (accountId: string, domainId: string) => AsyncIterable<ExportedLink>;
}

/** The tracking domains of an account as a table, by host; diagnoses in the reader's language. */
export function exportDomains(database: Database, accountId: string, language: Language): CsvTable {
  async function* rows(): AsyncGenerator<CsvRow> {
    for (let after = ''; ; ) {
      const domains = await listDomains(database, accountId, { order: 'host', cursor: [after], limit: pageSize });
      for (const domain of domains) {
        yield [
          unicodeHost(domain.host),
          domain.cnameTarget,
          domain.status,
          toDiagnosisView(domain, language)?.title ?? null,
          projectsOf(domain)
            .map(({ name }) => name)
            .join(', '),
          domain.createdAt.toISOString(),
          domain.verifiedAt?.toISOString() ?? null,
          domain.lastCheckAt?.toISOString() ?? null,
        ];
      }
      if (domains.length < pageSize) return;
      after = domains.at(-1)?.host ?? '';
    }
  }
  return {
    header: ['host', 'target', 'status', 'diagnosis', 'projects', 'created', 'verified', 'last check'],
    rows: rows(),
  };
}

/** The link map of a tracking domain as a table, with each link wrapped without a recipient. Throws no_such_domain. */
export async function exportLinks(
  needs: ExportLinksNeeds,
  accountId: string,
  id: string,
): Promise<{ host: string; table: CsvTable }> {
  const domain = await findOwnDomain(needs.database, accountId, id);
  const { origin, host, keyId, key } = await signerOf(needs, domain);
  const secret = decodeKey(key);

  async function* rows(): AsyncGenerator<CsvRow> {
    for await (const link of needs.linksOn(accountId, id)) {
      const wrapped = wrappedLink(origin, sealToken({ kind: 'c', id: link.id, keyId }, host, secret));
      yield [
        ids.link.encode(link.id),
        ids.mailing.encode(link.mailingId),
        link.mailingName,
        link.createdAt.toISOString(),
        link.url,
        wrapped,
      ];
    }
  }
  const header = ['link', 'mailing', 'mailing name', 'created', 'url', 'wrapped link'];
  return { host, table: { header, rows: rows() } };
}
