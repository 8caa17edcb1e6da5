import type { TestAccount, TestServer } from '../../../test/test-server.ts';
import { ids } from '../../rpc/ids.ts';

export const fingerprint = `14:6D${':0A'.repeat(30)}`;

/** Apps as somebody enters them. */
export const shop = { system: 'ios' as const, teamId: 'ABCDE12345', bundleId: 'com.brand.shop' };
export const droid = { system: 'android' as const, packageName: 'com.brand.shop', fingerprints: [fingerprint] };

/** A verified domain of an account, as the API and the database know it. */
export async function freshDomain({ make }: TestServer, { id }: TestAccount) {
  const { domain } = await make.domain(id);
  return { domainId: ids.domain.encode(domain.id), host: domain.host, stored: domain.id };
}
