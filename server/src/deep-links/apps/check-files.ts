import {
  type AppIdentity,
  associationFile,
  type FetchFailure,
  isLoopbackHost,
  judgePublished,
  type PublishedFile,
  type PublishedFinding,
  type PublishedPlace,
  publishedPlaces,
} from '@waymark/core';
import { type FileCheck, Prisma } from '@waymark/prisma';
import { countCheckNow } from '../../domains/checks/check-now.ts';
import { findOwnDomain } from '../../domains/domain.ts';
import { ApiError } from '../../rpc/api-error.ts';
import type { FetchedDocument, System } from '../fetching/fetched.ts';
import { identityOf, type ListedAppsNeeds, listApps } from './listed-apps.ts';
import type { CheckedPlace, ServedFiles } from './stored-check.ts';

/** Dependencies of looking at the files of a domain from outside. */
export interface FileCheckNeeds extends ListedAppsNeeds {
  /** Fetches a file as a phone does. Never rejects. */
  readonly fetchPublished: (url: string) => Promise<FetchedDocument | 'missing' | FetchFailure>;
  /** Where Apple's servers are. */
  readonly appleCdn: string;
}

/** From where iPhones get the files: https://developer.apple.com/documentation/xcode/supporting-associated-domains */
export const appleCdn = 'https://app-site-association.cdn-apple.com';

/** What is kept of a file to show it; a larger one is none of ours. */
const maxTextLength = 20_000;

/**
 * The apps of a domain, whether files with them are served, which takes a domain that was verified, and the last look at them;
 * null before the first. Throws no_such_domain.
 */
export async function filesOf(needs: ListedAppsNeeds, accountId: string, domainId: string) {
  const { host, verifiedAt } = await findOwnDomain(needs.database, accountId, domainId);
  const apps = (await listApps(needs, accountId, domainId)).map(identityOf);
  const check = await needs.database.fileCheck.findUnique({ where: { domainId, accountId } });
  return { host, apps, check, isServed: verifiedAt !== null };
}

/**
 * Looks at the files of a domain as phones see them and stores what was found; counts towards the account's limit of checks.
 * A name on this machine only is not looked up, nor is one that nobody has proven to be the account's. Throws no_such_domain, too_many_checks.
 */
export async function checkFiles(needs: FileCheckNeeds, accountId: string, domainId: string): Promise<FileCheck> {
  const { database, now } = needs;
  const { host, apps, isServed } = await filesOf(needs, accountId, domainId);
  await countCheckNow(database, accountId, now());
  const served = servedFiles(isServed ? apps : []);
  const look = { host, served, unseen: unseenBecause(host, isServed) };
  const places = await Promise.all(publishedPlaces.map((place) => lookAt(needs, place, look)));
  const data = { at: now(), served: { ...served }, places: places.map((place) => ({ ...place })) };
  return database.fileCheck
    .upsert({ where: { domainId, accountId }, create: { domainId, accountId, ...data }, update: data })
    .catch((error: unknown) => {
      const isGone = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003';
      throw isGone ? new ApiError('no_such_domain') : error;
    });
}

/** What a domain with these apps serves, once it is verified. */
export function servedFiles(apps: readonly AppIdentity[]): ServedFiles {
  return { ios: associationFile('ios', apps) ?? null, android: associationFile('android', apps) ?? null };
}

async function lookAt(
  { fetchPublished, appleCdn: cdn }: FileCheckNeeds,
  place: PublishedPlace,
  { host, served, unseen }: { host: string; served: ServedFiles; unseen: PublishedFinding | undefined },
): Promise<CheckedPlace> {
  const { system, urlOf } = places[place];
  const url = urlOf(host, cdn);
  if (unseen !== undefined) return { place, url, finding: unseen };
  const found = asFound(await fetchPublished(url));
  return {
    place,
    url,
    finding: judgePublished(place, served[system] ?? undefined, found),
    ...(found.state === 'failed' && { why: found.why }),
    ...(found.state === 'read' && { contentType: found.contentType, text: storable(found.text) }),
  };
}

/** Why nobody looks at a host; undefined for one that is looked at. */
function unseenBecause(host: string, isServed: boolean): PublishedFinding | undefined {
  if (!isServed) return 'not-verified';
  return isLoopbackHost(host) ? 'no-public-name' : undefined;
}

const places: Readonly<
  Record<PublishedPlace, { readonly system: System; readonly urlOf: (host: string, cdn: string) => string }>
> = {
  apple: { system: 'ios', urlOf: (host) => `https://${host}/.well-known/apple-app-site-association` },
  'apple-root': { system: 'ios', urlOf: (host) => `https://${host}/apple-app-site-association` },
  android: { system: 'android', urlOf: (host) => `https://${host}/.well-known/assetlinks.json` },
  'apple-cdn': { system: 'ios', urlOf: (host, cdn) => `${cdn}/a/v1/${host}` },
};

function asFound(fetched: FetchedDocument | 'missing' | FetchFailure): PublishedFile {
  if (fetched === 'missing') return { state: 'missing' };
  if (typeof fetched === 'string') return { state: 'failed', why: fetched };
  return { state: 'read', contentType: fetched.contentType, text: fetched.body.toString() };
}

/** PostgreSQL keeps no NUL in JSON, and half a character is none. */
function storable(text: string): string {
  return text.slice(0, maxTextLength).replaceAll('\0', '\uFFFD').toWellFormed();
}
