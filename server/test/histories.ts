import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTRPCClient, httpLink } from '@trpc/client';
import { type Signer, sealToken } from '@waymark/core';
import { openDatabase } from '@waymark/prisma';
import { migrate } from '@waymark/prisma/migrate';
import { factories, onServer, serverUrl } from '@waymark/prisma/testing';
import type { AppRouter } from '../src/api.ts';
import { readConfig } from '../src/config/settings.ts';
import { ids } from '../src/rpc/ids.ts';
import { start } from '../src/start/start.ts';
import { ask } from './ask.ts';
import { cutDatabase, freePort, storedNumber } from './test-server.ts';

/** A link that was sent, and the only page that it may lead to. */
export interface SentLink {
  readonly host: string;
  readonly token: (recipientId: string) => string;
  readonly url: string;
}

/** What was done until a state of an installation was kept. */
export interface KeptState {
  /** A database and a folder to copy. */
  readonly database: string;
  readonly folder: string;
  readonly links: readonly SentLink[];
  /** Recipients whose clicks wait in the folder's event log. */
  readonly waiting: readonly string[];
  readonly member: { readonly key: string; readonly projectId: string };
}

/** The database that servers under test use; every state is put in its place under the same oid. */
export interface Place {
  readonly url: string;
  /** Puts a copy of another database there, or an empty one. */
  put(template: string | undefined): Promise<void>;
  keep(name: string): Promise<void>;
}

export const cnameZone = 'cname.waymark.example';
const metricsSecret = 'a-secret-for-metrics';

/** A place on the PostgreSQL of this run. */
export function placeOn(name: string, oid: number): Place {
  const url = Object.assign(new URL(serverUrl()), { pathname: `/${name}` }).href;
  const drop = (database: string) => onServer(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
  return {
    url,
    async put(template) {
      await drop(name);
      await onServer(`CREATE DATABASE "${name}" TEMPLATE "${template ?? 'template0'}" STRATEGY file_copy OID ${oid}`);
    },
    async keep(kept) {
      await drop(kept);
      await onServer(`CREATE DATABASE "${kept}" TEMPLATE "${name}" STRATEGY file_copy`);
    },
  };
}

/** How servers under test are set. */
export const settingsOn = (url: string, folder: string, port: number) => ({
  PORT: String(port),
  DATABASE_URL: url,
  WAYMARK_DATA: folder,
  WAYMARK_CNAME_ZONE: cnameZone,
  WAYMARK_DNS_SERVERS: '127.0.0.1:9,127.0.0.2:9',
  WAYMARK_METRICS_SECRET: metricsSecret,
  WAYMARK_LOG_LEVEL: 'silent',
});

/** A server on a database and a folder, with what the tests ask of it. */
export async function startOn(url: string, folder: string) {
  const port = await freePort();
  const server = await start(readConfig(settingsOn(url, folder, port)));
  return {
    stop: () => server.stop(),
    [Symbol.asyncDispose]: () => server.stop(),
    ...callerOn(port),
  };
}

/** What the tests ask of the server on a port. */
export function callerOn(port: number) {
  const metric = async (name: string) => {
    const { text } = await ask(port, '/metrics', { headers: { authorization: `Bearer ${metricsSecret}` } });
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  };
  return {
    metric,
    /** Where a link leads; undefined for a 404. */
    async click({ host, token }: SentLink, recipientId: string): Promise<string | undefined> {
      const { status, headers } = await ask(port, `/c/${token(recipientId)}`, { host });
      if (status === 404) return undefined;
      if (status !== 302) throw new Error(`A link was answered ${status}.`);
      return headers.location;
    },
    /** Registers a mailing as a sender would. */
    async send({ key, projectId }: KeptState['member'], urls: readonly string[]): Promise<SentLink[]> {
      const authorization = `Bearer ${key}`;
      const url = `http://localhost:${port}/trpc`;
      const api = createTRPCClient<AppRouter>({ links: [httpLink({ url, headers: { authorization } })] });
      const { wrapping } = await api.mailings.create.mutate({ projectId, name: 'November', urls: [...urls] });
      return linksOf(wrapping, urls);
    },
    /** Resolves when nothing waits in the event log. */
    async drained(): Promise<void> {
      for (let tries = 0; (await metric('waymark_event_log_waiting_bytes')) > 0; tries++) {
        if (tries > 200) throw new Error('Events go on waiting.');
        await new Promise((again) => setTimeout(again, 50));
      }
    },
  };
}

interface CreatedWrapping {
  readonly clicks: (Signer & { readonly links: readonly string[] }) | null;
}

function linksOf(wrapping: CreatedWrapping | null, urls: readonly string[]): SentLink[] {
  if (!wrapping?.clicks) throw new Error('Nothing was wrapped.');
  const { host, keyId, key, links } = wrapping.clicks;
  return links.map((id, index) => ({
    host,
    url: urls[index]!,
    token: (recipientId) =>
      sealToken({ kind: 'c', id: storedNumber(id), keyId, recipientId }, host, Buffer.from(key, 'base64url')),
  }));
}

/** A sender with a project and a domain, in the account that exists or in a new one. */
export async function newMember(url: string): Promise<KeptState['member']> {
  const database = openDatabase(url, { connections: 1 });
  const make = factories(database);
  const { id } = (await database.account.findFirst()) ?? (await make.account());
  const { key } = await make.memberWithKey(id);
  const { domain } = await make.domain(id);
  const project = await make.project(id, { clickDomainId: domain.id, openDomainId: domain.id });
  await database.$disconnect();
  return { key, projectId: ids.project.encode(project.id) };
}

/**
 * The life of an installation: in each state two more links are sent and clicked, and five clicks wait in the event log
 * because the database was away. The third state has a project and a domain that the ones before lack.
 */
export async function live(name: string, place: Place, count = 3): Promise<KeptState[]> {
  await place.put(undefined);
  await migrate(place.url);
  const folder = await mkdtemp(join(tmpdir(), 'waymark-history-'));
  let member = await newMember(place.url);
  const states: KeptState[] = [];
  const links: SentLink[] = [];
  for (let number = 1; number <= count; number++) {
    if (number === 3) member = await newMember(place.url);
    const server = await startOn(place.url, folder);
    const urls = ['a', 'b'].map((letter) => `https://shop.example/${name}/${number}${letter}`);
    const sent = await server.send(member, urls);
    for (const link of sent) await server.click(link, `${name}-${number}-stored`);
    await server.drained();
    const mend = await cutDatabase(place.url);
    const late = Array.from({ length: 5 }, (_, index) => `${name}-${number}-waiting-${index}`);
    for (const recipient of late) await server.click(sent[0]!, recipient);
    await server.stop();
    await mend();
    links.push(...sent);
    const kept = { database: `${name}_${number}`, folder: `${folder}-${number}` };
    await place.keep(kept.database);
    await cp(folder, kept.folder, { recursive: true });
    states.push({ ...kept, links: [...links], waiting: late, member });
  }
  await rm(folder, { recursive: true });
  return states;
}

/** What the database has of these recipients. */
export async function storedOf(url: string, recipients: readonly string[]) {
  const database = openDatabase(url, { connections: 1 });
  const events = await database.event.findMany({ select: { recipientId: true } });
  await database.$disconnect();
  const times = (recipient: string) => events.filter(({ recipientId }) => recipientId === recipient).length;
  const counts = recipients.map(times);
  return { stored: counts.filter((count) => count > 0).length, double: counts.filter((count) => count > 1).length };
}
