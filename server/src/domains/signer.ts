import { encodeKey, type Signer } from '@waymark/core';
import type { Database, Domain } from '@waymark/prisma';

/** What a signer is built from. */
export interface SignerNeeds {
  readonly database: Database;
  /** Scheme, host and port of wrapped links on a tracking domain. */
  readonly originOf: (host: string) => string;
}

/**
 * What a domain's tokens are sealed with: its newest key in use, and the origin of its links. Its first key hashes
 * recipient ids for good, so that a recipient who opted out stays so under every later one.
 */
export async function signerOf({ database, originOf }: SignerNeeds, domain: Domain): Promise<Signer> {
  const where = { domainId: domain.id };
  const { keyId, secret } = await database.signingKey.findFirstOrThrow({
    where: { ...where, retiredAt: null },
    orderBy: { createdAt: 'desc' },
  });
  const first = await database.signingKey.findFirstOrThrow({ where, orderBy: { keyId: 'asc' } });
  return {
    origin: originOf(domain.host),
    host: domain.host,
    keyId,
    key: encodeKey(secret),
    ...(first.keyId !== keyId && { hashKey: encodeKey(first.secret) }),
  };
}
