import { encodeKey, type Signer } from '@waymark/core';
import type { Database, Domain } from '@waymark/prisma';

/** What a signer is made of. */
export interface SignerNeeds {
  readonly database: Database;
  /** Scheme, host and port of wrapped links on a tracking domain. */
  readonly originOf: (host: string) => string;
}

/** What tokens of a domain are made with: its newest key that is in use, and where its links lead. */
export async function signerOf({ database, originOf }: SignerNeeds, domain: Domain): Promise<Signer> {
  const { keyId, secret } = await database.signingKey.findFirstOrThrow({
    where: { domainId: domain.id, retiredAt: null },
    orderBy: { createdAt: 'desc' },
  });
  return { origin: originOf(domain.host), host: domain.host, keyId, key: encodeKey(secret) };
}
