import { encodeKey, type Signer, type TokenKind } from '@waymark/core';
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
  const keys = await database.signingKey.findMany({ where: { domainId: domain.id }, orderBy: { createdAt: 'desc' } });
  const newest = keys.find(({ retiredAt }) => retiredAt === null)!;
  const first = keys.reduce((one, other) => (other.keyId < one.keyId ? other : one));
  return {
    origin: originOf(domain.host),
    host: domain.host,
    keyId: newest.keyId,
    key: encodeKey(newest.secret),
    ...(first !== newest && { hashKey: encodeKey(first.secret) }),
  };
}

/** What tokens of some kinds on one domain are opened with. Plain JSON, also for another thread. */
export interface TokenKeys {
  readonly kinds: readonly TokenKind[];
  readonly origin: string;
  readonly host: string;
  /** With the last id that a retired one may have sealed. */
  readonly keys: readonly { readonly keyId: number; readonly key: string; readonly lastId: number | null }[];
}

/** Every key that ever sealed tokens of a domain. */
export async function tokenKeysOf(
  { database, originOf }: SignerNeeds,
  domain: Domain,
  kinds: readonly TokenKind[],
): Promise<TokenKeys> {
  const keys = await database.signingKey.findMany({ where: { domainId: domain.id } });
  return {
    kinds,
    origin: originOf(domain.host),
    host: domain.host,
    keys: keys.map(({ keyId, secret, lastId }) => ({
      keyId,
      key: encodeKey(secret),
      lastId: lastId === null ? null : Number(lastId),
    })),
  };
}
