import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type Database, openDatabase, type Prisma, poolOf } from './client.ts';
import type { ColumnCipher } from './encrypted-columns.ts';

/** A migrated database of its own for one test file; `drop` closes and removes it. */
export interface FreshDatabase {
  readonly url: string;
  readonly database: Database;
  /** The same, for statements that are sent as they are. */
  readonly pool: pg.Pool;
  drop(): Promise<void>;
}

/** A migrated database that others are copied from, which takes a third of the time that migrating them does. */
const template = 'waymark_template';

/** Makes a migrated database the template on the server of a run, before its first test. */
export const makeTemplateOf = (name: string): Promise<void> =>
  onServer(`ALTER DATABASE "${name}" RENAME TO "${template}"`);

/** Where other packages add what they else would make in every copy. Nobody may be connected to it once tests run. */
export const templateUrl = (): string => urlOf(template);

/**
 * Gives a data folder an embedded PostgreSQL that ran before, with a migrated database: making one takes most of the time
 * of a first start. It does not wait for the disk, which only a loss of power would show. Where tests run on a server that
 * somebody else started there is none, and the folder stays empty.
 */
export function usedPostgres(dataFolder: string): void {
  const stopped = process.env.WAYMARK_TEST_POSTGRES;
  if (stopped) copyCluster(stopped, join(dataFolder, 'postgres'));
}

/** Copies the folder of an embedded PostgreSQL: 1,500 files, for which the asynchronous copy takes five times as long. */
export function copyCluster(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  // It copies no rights, and PostgreSQL insists on these.
  chmodSync(join(to, 'pgdata'), 0o700);
}

/** Creates an empty, migrated database on the server that `testing-server.ts` started for this run; `secrets` encrypts in it. */
export async function freshDatabase(secrets?: ColumnCipher): Promise<FreshDatabase> {
  const name = freshName();
  const url = await createDatabase(name, `TEMPLATE ${template} STRATEGY file_copy`);
  const database = openDatabase(url, { secrets });
  const drop = async () => {
    await database.$disconnect();
    await onServer(`DROP DATABASE "${name}" WITH (FORCE)`);
  };
  return { url, database, pool: poolOf(database), drop };
}

/** The same without tables, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<{ url: string; name: string }> {
  const name = freshName();
  return { url: await createDatabase(name), name };
}

const freshName = () => `test_${randomBytes(8).toString('hex')}`;

async function createDatabase(name: string, how = ''): Promise<string> {
  await onServer(`CREATE DATABASE "${name}" ${how}`);
  return urlOf(name);
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

export function serverUrl(): string {
  const url = process.env.WAYMARK_TEST_DATABASE_URL;
  if (!url)
    throw new Error('Run tests through `npm test` or `vitest run` at the root: its set-up starts the database.');
  return url;
}

let admin: { readonly url: string; readonly pool: pg.Pool } | undefined;

/**
 * Runs a statement on the server of this run, outside of any transaction. A process keeps its connections for a while:
 * opening one takes as long as dropping a database.
 */
export async function onServer(sql: string): Promise<void> {
  const url = serverUrl();
  if (admin?.url !== url) {
    const pool = new pg.Pool({ connectionString: url, allowExitOnIdle: true }).on('error', () => undefined);
    admin = { url, pool };
  }
  await admin.pool.query(sql);
}

/** Rows for tests, with defaults that may be overridden. */
export function factories(database: Database) {
  const random = () => randomBytes(5).toString('hex');
  return {
    account: (data: Partial<Prisma.AccountUncheckedCreateInput> = {}) =>
      database.account.create({ data: { name: 'Example Brand', ...data } }),

    /** A member and one of their keys; `key` is what a client would send. */
    memberWithKey: async (accountId: string, role: 'owner' | 'editor' | 'viewer' = 'owner') => {
      const member = await database.member.create({ data: { accountId, name: 'Ada', role } });
      const key = `wm_mem_${randomBytes(32).toString('base64url')}`;
      const hash = createHash('sha256').update(key).digest();
      await database.key.create({
        data: { accountId, memberId: member.id, kind: 'member', name: 'test', prefix: key.slice(0, 12), hash },
      });
      return { member, key };
    },

    /** A verified domain with signing key 1; its next check is tomorrow. */
    domain: async (accountId: string, data: Partial<Prisma.DomainUncheckedCreateInput> = {}) => {
      const host = data.host ?? `click-${random()}.brand.com`;
      const secret = randomBytes(32);
      const domain = await database.domain.create({
        data: {
          accountId,
          cnameTarget: `${random()}.cname.waymark.example`,
          status: 'verified',
          verifiedAt: new Date(),
          nextCheckAt: new Date(Date.now() + 86_400_000),
          ...data,
          host,
        },
      });
      await database.signingKey.create({ data: { domainId: domain.id, accountId, keyId: 1, secret } });
      return { domain, key: new Uint8Array(secret) };
    },

    project: (accountId: string, data: Partial<Prisma.ProjectUncheckedCreateInput> = {}) =>
      database.project.create({ data: { accountId, name: 'Newsletter', ...data } }),

    /** A mailing with its pixel and its links on one domain, a link for each destination, in this order. */
    mailing: async (accountId: string, projectId: string, domainId: string, urls: readonly string[]) => {
      const mailing = await database.mailing.create({
        data: { accountId, projectId, clickDomainId: domainId, openDomainId: domainId, name: 'November' },
      });
      const links = [];
      for (const url of urls) {
        links.push(await database.link.create({ data: { accountId, mailingId: mailing.id, url } }));
      }
      return { mailing, links };
    },
  };
}
