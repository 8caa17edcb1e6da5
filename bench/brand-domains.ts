import type { Database } from '@waymark/prisma';
import { brandHost, brands } from './knot.ts';

/** Stores the tracking domains of all brands in an account of their own, each due when `dueAt` says. */
export async function storeBrandDomains(database: Database, dueAt: (brand: number) => Date): Promise<void> {
  const { id: accountId } = await database.account.create({ data: { name: 'Brands' } });
  await database.domain.createMany({
    data: Array.from({ length: brands }, (_, brand) => ({
      accountId,
      host: brandHost(brand),
      cnameTarget: `${brand}.cname.waymark.example`,
      nextCheckAt: dueAt(brand),
    })),
  });
  const domains = await database.domain.findMany({ where: { accountId }, select: { id: true } });
  const key = { accountId, keyId: 1, secret: new Uint8Array(32) };
  await database.signingKey.createMany({ data: domains.map(({ id }) => ({ ...key, domainId: id })) });
}
