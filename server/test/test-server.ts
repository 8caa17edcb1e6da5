import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTRPCClient, httpLink, type TRPCClient, TRPCClientError } from '@trpc/client';
import type { Database, Role } from '@waymark/prisma';
import { factories, freshDatabase } from '@waymark/prisma/testing';
import pg from 'pg';
import { createKey, type NewKey } from '../src/accounts/keys.ts';
import type { AppRouter } from '../src/api.ts';
import { readConfig } from '../src/config/settings.ts';
import { type NameServer, startNameServer } from '../src/domains/dns/name-server.testing.ts';
import type { ErrorReport } from '../src/rpc/api-error.ts';
import { MasterKeys } from '../src/secrets/master-keys.ts';
import { start } from '../src/start/start.ts';
import { type Answer, type Asked, ask } from './ask.ts';

/** The API as a program calls it. */
export type Api = TRPCClient<AppRouter>;

/** An account with callers of every kind. */
export interface TestAccount {
  readonly id: string;
  readonly owner: Api;
  member(role: Role): Promise<string>;
  key(
    kind: 'secret' | 'publishable',
    limits?: Pick<NewKey, 'scopes' | 'projectId' | 'origins' | 'expiresAt'>,
  ): Promise<string>;
}

/** A real server in this process with a database of its own and a DNS server to query. */
export interface TestServer {
  readonly address: string;
  readonly port: number;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly dataFolder: string;
  readonly nameServer: NameServer;
  readonly make: ReturnType<typeof factories>;
  /** What was printed for the operator at the last start. */
  readonly banner: string;
  ask(path: string, asked?: Asked): Promise<Answer>;
  /** The API with a key, or with none; `headers` may set a language. */
  api(key?: string, headers?: Readonly<Record<string, string>>): Api;
  account(name?: string): Promise<TestAccount>;
  /** See the function of that name. */
  cutDatabase(): Promise<() => Promise<void>>;
  /** Stops the server, awaits `meanwhile`, and starts it again on the same data. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  /** A second server on the same database, with a data folder and a port of its own. */
  another(options?: Parameters<typeof start>[1]): Promise<{
    ask(path: string, asked?: Asked): Promise<Answer>;
    stop(): Promise<void>;
  }>;
  stop(): Promise<void>;
}

export const cnameZone = 'cname.waymark.example';

/** Starts everything; `settings` are those of config.ts, `options` those of every start. */
export async function startTestServer(
  settings: Readonly<Record<string, string>> = {},
  options: Parameters<typeof start>[1] = {},
): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-server-'));
  const [fresh, nameServer, port] = await Promise.all([
    freshDatabase(new MasterKeys({ dataFolder: folder })),
    startNameServer(cnameZone),
    freePort(),
  ]);
  const { url, database, drop } = fresh;
  const given = {
    DATABASE_URL: url,
    WAYMARK_CNAME_ZONE: cnameZone,
    WAYMARK_DNS_SERVERS: nameServer.resolvers,
    WAYMARK_DNS_AUTHORITATIVE_PORT: String(nameServer.port),
    WAYMARK_LOG_LEVEL: 'silent',
    ...settings,
  };
  const config = readConfig({ ...given, PORT: String(port), WAYMARK_DATA: folder });
  const address = `http://localhost:${port}`;
  let running = await start(config, options);
  const make = factories(database);
  const api = (key?: string, headers: Readonly<Record<string, string>> = {}): Api =>
    createTRPCClient<AppRouter>({
      links: [
        httpLink({ url: `${address}/trpc`, headers: { ...(key && { authorization: `Bearer ${key}` }), ...headers } }),
      ],
    });

  return {
    address,
    port,
    database,
    databaseUrl: url,
    dataFolder: folder,
    nameServer,
    make,
    api,
    ask: (path, asked) => ask(port, path, asked),
    async account(name = 'Example Brand') {
      const { id } = await make.account({ name });
      const member = async (role: Role) => (await make.memberWithKey(id, role)).key;
      return {
        id,
        owner: api(await member('owner')),
        member,
        key: (kind, limits) => createKey(database, { accountId: id, kind, name: 'test', ...limits }),
      };
    },
    get banner() {
      return running.banner;
    },
    cutDatabase: () => cutDatabase(url),
    async restart(meanwhile) {
      await running.stop();
      await meanwhile?.();
      running = await start(config, options);
    },
    async another(ownOptions = options) {
      const ownFolder = await mkdtemp(join(tmpdir(), 'waymark-server-'));
      const ownPort = await freePort();
      const ownConfig = readConfig({
        ...given,
        PORT: String(ownPort),
        WAYMARK_DATA: ownFolder,
        WAYMARK_MASTER_KEY_FILE: join(folder, 'master-key'),
      });
      const other = await start(ownConfig, ownOptions);
      return {
        ask: (path, asked) => ask(ownPort, path, asked),
        async stop() {
          await other.stop();
          await rm(ownFolder, { recursive: true });
        },
      };
    },
    async stop() {
      await running.stop();
      await Promise.all([nameServer.stop(), drop(), rm(folder, { recursive: true })]);
    },
  };
}

/** Adds a domain, creates its CNAME record and checks it. */
export async function addVerifiedDomain({ nameServer, database }: TestServer, api: Api, host: string) {
  // Tests add more domains than members may in a minute.
  await database.checksNow.deleteMany();
  const { id, record } = await api.domains.add.mutate({ host });
  nameServer.put(host, [record.target]);
  const checked = await api.domains.check.mutate({ id });
  if (checked.status === 'verified') return checked;
  // No check can reach a server whose public address is https, because there is no TLS proxy in front of it here.
  await database.domain.update({ where: { id: storedId(id) }, data: { status: 'verified', verifiedAt: new Date() } });
  return api.domains.get.query({ id });
}

/** What the database keeps of an id of the API that stands for a UUID. */
export function storedId(id: string): string {
  return id.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What the database and tokens keep of an id of a mailing or link. */
export function storedNumber(id: string | null | undefined): number {
  return Number(id?.slice(4));
}

/** The failure of a refused call; throws when the call succeeds. */
export async function errorOf(call: Promise<unknown>): Promise<ErrorReport> {
  const error = await call.then(
    () => new Error('The call was expected to fail, and it did not.'),
    (reason: unknown) => reason,
  );
  if (error instanceof TRPCClientError && error.data?.error) return error.data.error;
  throw error;
}

/** Closes every connection to a database and refuses new ones, until the returned function is called. */
export async function cutDatabase(url: string): Promise<() => Promise<void>> {
  const name = new URL(url).pathname.slice(1);
  await onServer(url, `ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
  await onServer(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
  return () => onServer(url, `ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
}

/** Runs a command in another database of the same PostgreSQL. */
async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client(new URL('/postgres', url).href);
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** A port that nothing listens on; a server that restarts has to keep its port. */
export function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}
