import type { Account, Database } from '@waymark/prisma';
import { factories, freshDatabase } from '@waymark/prisma/testing';
import { createWaymark, type Waymark } from '@waymark/sdk';
import { type BrandSite, startBrandSite } from './world/brand-site.ts';
import { type Dns, startDns } from './world/dns.ts';
import { type Server, startServer } from './world/server.ts';

/** Every CNAME target lies in this zone. */
export const cnameZone = 'cname.waymark-operator.com';

/** The real things a journey needs, on loopback: database, name server, server, and the site that links lead to. */
export interface World {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly dns: Dns;
  readonly server: Server;
  readonly brandSite: BrandSite;
  readonly account: Account;
  /** Key of the account's owner, as a popup would be given. */
  readonly key: string;
  /** The SDK signed in with that key. */
  readonly waymark: Waymark;
  stop(): Promise<void>;
}

/** Starts everything with one account in it; `settings` are added to the server's environment. */
export async function startWorld(settings: Readonly<Record<string, string>> = {}): Promise<World> {
  const [{ url: databaseUrl, database, drop }, dns, brandSite] = await Promise.all([
    freshDatabase(),
    startDns(cnameZone),
    startBrandSite(),
  ]);
  const { account: createAccount, memberWithKey } = factories(database);
  const account = await createAccount();
  const { key } = await memberWithKey(account.id);
  const server = await startServer({
    DATABASE_URL: databaseUrl,
    WAYMARK_DNS_SERVERS: dns.resolvers,
    WAYMARK_DNS_AUTHORITATIVE_PORT: String(dns.port),
    WAYMARK_CNAME_ZONE: cnameZone,
    ...settings,
  });

  async function stop(): Promise<void> {
    await server.stop();
    await Promise.all([dns.stop(), brandSite.stop(), drop()]);
  }
  const waymark = createWaymark({ server: server.url, key });
  return { database, databaseUrl, dns, server, brandSite, account, key, waymark, stop };
}
