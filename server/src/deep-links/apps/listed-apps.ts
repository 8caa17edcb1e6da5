import {
  type AppEntry,
  type AppIdentity,
  explainAppRefusal,
  type Language,
  type ListedApp,
  readApp,
} from '@waymark/core';
import { type Database, Prisma, type ListedApp as Row } from '@waymark/prisma';
import { findOwnDomain } from '../../domains/domain.ts';
import { ApiError } from '../../rpc/api-error.ts';
import { problemAt } from '../../rpc/input-problems.ts';

/** Dependencies of changing the apps of a domain. */
export interface ListedAppsNeeds {
  readonly database: Database;
  readonly now: () => Date;
  /** Resolves when this server's link map includes everything stored before the call. */
  readonly caughtUp: () => Promise<void>;
}

/** More apps than a brand has, in a file that stays far below the 128 kB that Apple reads. */
const maxApps = 50;
/** Somebody's today may be tomorrow here. */
const dayMs = 86_400_000;
/** iOS 9, with the first links that open an app on both systems, came out in September 2015. */
const firstDay = Date.UTC(2015, 8);

/** The apps of a domain, those for iOS first, by name. Throws no_such_domain. */
export async function listApps({ database }: ListedAppsNeeds, accountId: string, domainId: string): Promise<Row[]> {
  await findOwnDomain(database, accountId, domainId);
  return rowsOf(database, domainId);
}

/** The apps that a domain's own files list, with what their teams confirmed, for judging links; none without a domain. */
export async function listedAppsOf(database: Database, domainId: string | null): Promise<ListedApp[]> {
  if (domainId === null) return [];
  return (await rowsOf(database, domainId)).map((row) => {
    const { system, app } = identityOf(row);
    const confirmed = confirmationOf(row);
    return confirmed === null ? { system, app } : { system, app, confirmed };
  });
}

/** A row as core names an app. */
export function identityOf({ system, app, fingerprints }: Row): AppIdentity {
  return { system: system === 'android' ? 'android' : 'ios', app, fingerprints };
}

/** What the team of an app confirmed: the version that declares the domain, and the day; null until then. */
export function confirmationOf({ confirmedVersion: version, confirmedOn }: Row) {
  return version === null || confirmedOn === null ? null : { version, date: confirmedOn.toISOString().slice(0, 10) };
}

/** What was entered as an app. Throws app_refused with the reason in the caller's language. */
export function acceptApp(entry: AppEntry, language: Language): AppIdentity {
  const read = readApp(entry);
  if (read.ok) return read.app;
  const { explanation, advice } = explainAppRefusal(read, language);
  throw new ApiError('app_refused', { explanation, advice });
}

/** Lists an app in the files of a domain. Throws app_refused, no_such_domain, app_listed, too_many_apps. */
export async function addApp(
  { database, caughtUp }: ListedAppsNeeds,
  accountId: string,
  { domainId, app: entry }: { readonly domainId: string; readonly app: AppEntry },
  language: Language,
): Promise<Row> {
  const { system, app, fingerprints } = acceptApp(entry, language);
  const { host } = await findOwnDomain(database, accountId, domainId);
  const data = { domainId, accountId, system, app, fingerprints: [...fingerprints] };
  const added = await database
    .$transaction(async (transaction) => {
      await transaction.$executeRaw`SELECT FROM domain WHERE id = ${domainId}::uuid FOR NO KEY UPDATE`;
      if ((await transaction.listedApp.count({ where: { domainId } })) >= maxApps)
        throw new ApiError('too_many_apps', { limit: String(maxApps) });
      return transaction.listedApp.create({ data });
    })
    .catch((error: unknown) => {
      throw errorOf(error, { app, host });
    });
  await caughtUp();
  return added;
}

/**
 * Changes an app. What its team confirmed was about the app by its name and about nothing else: with another name it has to
 * be confirmed again. Throws app_refused, no_such_app, app_listed.
 */
export async function updateApp(
  { database, caughtUp }: ListedAppsNeeds,
  accountId: string,
  { id, app: entry }: { readonly id: string; readonly app: AppEntry },
  language: Language,
): Promise<Row> {
  const { system, app, fingerprints } = acceptApp(entry, language);
  const before = await database.listedApp.findUnique({ where: { id, accountId }, include: { domain: true } });
  if (before === null) throw new ApiError('no_such_app');
  const isSame = before.system === system && before.app === app;
  const data = { system, app, fingerprints: [...fingerprints], ...(isSame ? {} : unconfirmed) };
  const updated = await database.listedApp.update({ where: { id, accountId }, data }).catch((error: unknown) => {
    throw errorOf(error, { app, host: before.domain.host });
  });
  await caughtUp();
  return updated;
}

/** Takes an app out of the files of its domain; whether it was there. */
export async function removeApp(
  { database, caughtUp }: ListedAppsNeeds,
  accountId: string,
  id: string,
): Promise<{ readonly removed: boolean }> {
  const { count } = await database.listedApp.deleteMany({ where: { id, accountId } });
  await caughtUp();
  return { removed: count > 0 };
}

/**
 * Notes that the team of an app confirmed that from this version on it declares the domain. Without a day it was today.
 * Throws no_such_app, invalid_input for a day that is still to come or before there were such links.
 */
export async function confirmApp(
  { database, now }: ListedAppsNeeds,
  accountId: string,
  { id, version, date }: { readonly id: string; readonly version: string; readonly date?: string | undefined },
): Promise<Row> {
  const day = new Date(date ?? now().toISOString().slice(0, 10));
  if (day.getTime() > now().getTime() + dayMs) throw new ApiError('invalid_input', { problem: inFuture });
  if (day.getTime() < firstDay) throw new ApiError('invalid_input', { problem: tooEarly });
  return change(database, { id, accountId }, { confirmedVersion: version, confirmedOn: day });
}

/** Takes that back. Throws no_such_app. */
export function unconfirmApp({ database }: ListedAppsNeeds, accountId: string, id: string): Promise<Row> {
  return change(database, { id, accountId }, unconfirmed);
}

const unconfirmed = { confirmedVersion: null, confirmedOn: null };
const inFuture = problemAt('date', { en: 'is a day to come', de: 'ist ein Tag, der erst kommt' });
const tooEarly = problemAt('date', {
  en: 'is a day before any app opened links',
  de: 'ist ein Tag, bevor Apps überhaupt Links öffneten',
});

function rowsOf(database: Database, domainId: string): Promise<Row[]> {
  return database.listedApp.findMany({ where: { domainId }, orderBy: [{ system: 'desc' }, { app: 'asc' }] });
}

function change(
  database: Database,
  which: { readonly id: string; readonly accountId: string },
  data: Prisma.ListedAppUncheckedUpdateInput,
): Promise<Row> {
  return database.listedApp.update({ where: which, data }).catch((error: unknown) => {
    throw errorOf(error, {});
  });
}

/** What Prisma's codes mean here: a name that is taken, a domain that was removed meanwhile, an app that is gone. */
function errorOf(error: unknown, details: Readonly<Record<string, string>>): unknown {
  const code = error instanceof Prisma.PrismaClientKnownRequestError ? error.code : undefined;
  if (code === 'P2002') return new ApiError('app_listed', details);
  if (code === 'P2003') return new ApiError('no_such_domain');
  return code === 'P2025' ? new ApiError('no_such_app') : error;
}
