import { classifyDeepLink, decodeKey, type Language, sealToken, wrappedLink } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import { listedAppsOf } from '../deep-links/apps/listed-apps.ts';
import { hostOf, judgeUrl } from '../mailings/judge-url.ts';
import { findOwnMailing } from '../mailings/mailing.ts';
import { createMailing, type SendingNeeds } from '../mailings/sending/create.ts';
import { findOwnProject } from '../projects/project.ts';
import { ApiError } from '../rpc/api-error.ts';
import { trialSentences } from './sentences.data.ts';
import {
  isWebAddress,
  maxTriedLength,
  type NotWrapped,
  newSecret,
  type Trial,
  type TriedLink,
  trialOf,
} from './trial.ts';

/** Dependencies of starting a trial. */
export interface StartNeeds extends SendingNeeds {
  readonly database: Database;
  readonly now: () => Date;
  /** Of these links those that open an app, or of which nobody knows. */
  readonly mayOpenApp: (accountId: string, urls: readonly string[]) => Promise<readonly string[]>;
}

export const maxTriedLinks = 20;
const tooLong = {
  en: `a link is longer than ${maxTriedLength} bytes, written as a browser opens it`,
  de: `ein Link ist länger als ${maxTriedLength} Byte, so geschrieben, wie ein Browser ihn öffnet`,
};
const trialMs = 3_600_000;
/** How many trials of an account are under way at a time. */
const maxTrials = 20;
/** How many destinations of a mailing are asked about, as many as an inspection takes. */
const maxInspected = 100;

/** A trial that has just begun, with the secret in the address of its page, which is told once. */
export interface StartedTrial {
  readonly trial: Trial;
  readonly secret: string;
  /** Links of the mailing that are not tried because there are too many. */
  readonly left: number;
}

/**
 * Begins to try links of a project. Where they can be wrapped, they become a test send of their own, which is deleted when the
 * trial is over. Throws no_such_project, link_refused, too_many_trials.
 */
export async function startTrial(
  needs: StartNeeds,
  accountId: string,
  { projectId, urls }: { readonly projectId: string; readonly urls: readonly string[] },
  language: Language,
): Promise<StartedTrial> {
  const { database } = needs;
  const project = await findOwnProject(database, accountId, projectId);
  const registry = needs.registryOf(accountId);
  const trackingHosts = await registry.trackingHostsAmong([...new Set(urls.map(hostOf))]);
  const opened = urls.map((url, place) => {
    if (classifyDeepLink(url) === 'custom-scheme') return URL.parse(url)?.href ?? url;
    // Nothing fills slots here.
    const given = url.replaceAll('<', '%3C').replaceAll('>', '%3E');
    const judged = judgeUrl(given, { allowLocalHosts: needs.tryOut, trackingHosts }, language);
    if (judged.refusal) throw new ApiError('link_refused', { number: String(place + 1), ...judged.refusal });
    return judged.url;
  });
  if (opened.some((url) => Buffer.byteLength(url) > maxTriedLength))
    throw new ApiError('invalid_input', { problem: tooLong });
  const distinct = [...new Set(opened)];
  const { id, secret } = await reserveTrial(needs, accountId, projectId, distinct);
  const listed = await listedAppsOf(database, project.clickDomainId);
  const mail = { projectId, urls: distinct, forApps: listed.length > 0 };
  const wrapped = await wrapLinks(needs, accountId, mail, language);
  const host = project.clickDomain?.host ?? '';
  const data = 'notWrapped' in wrapped ? { notWrapped: { code: wrapped.notWrapped, host } } : wrapped;
  const row = await database.phoneTrial.update({ where: { id }, data });
  return { trial: trialOf(row), secret, left: 0 };
}

/**
 * Begins to try the links of a mailing that may open an app. Links that were left out when it was wrapped are not known here.
 * Throws no_such_mailing, no_app_links, too_many_trials.
 */
export async function startTrialOfMailing(
  needs: StartNeeds,
  accountId: string,
  mailingId: number,
  language: Language,
): Promise<StartedTrial> {
  const { projectId } = await findOwnMailing(needs.database, accountId, mailingId);
  const rows = await needs.database.link.findMany({
    where: { accountId, mailingId: BigInt(mailingId), NOT: { url: { contains: '<' } } },
    distinct: ['url'],
    orderBy: { id: 'asc' },
    take: maxInspected,
    select: { url: true },
  });
  const known = rows.map(({ url }) => url).filter(({ length }) => length <= maxTriedLength);
  const urls = known.length === 0 ? [] : await needs.mayOpenApp(accountId, known);
  if (urls.length === 0) throw new ApiError('no_app_links');
  const tried = urls.slice(0, maxTriedLinks);
  const started = await startTrial(needs, accountId, { projectId, urls: tried }, language);
  return { ...started, left: urls.length - tried.length };
}

/** Stores a trial before its links are wrapped, so that as many as are begun at once stay within the limit. */
async function reserveTrial(
  { database, now }: StartNeeds,
  accountId: string,
  projectId: string,
  urls: readonly string[],
): Promise<{ readonly id: string; readonly secret: string }> {
  const { secret, secretHash } = newSecret();
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + trialMs);
  const links = urls.map((url) => ({ url }));
  const { id } = await database.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`;
    const live = await transaction.phoneTrial.findMany({
      where: { accountId, expiresAt: { gt: createdAt } },
      orderBy: { expiresAt: 'asc' },
      select: { expiresAt: true },
    });
    if (live.length >= maxTrials) {
      const seconds = Math.ceil((live[0]!.expiresAt.getTime() - createdAt.getTime()) / 1000);
      throw new ApiError('too_many_trials', { limit: String(maxTrials), seconds: String(seconds) });
    }
    return transaction.phoneTrial.create({
      data: { accountId, projectId, secretHash, links, createdAt, expiresAt },
      select: { id: true },
    });
  });
  return { id, secret };
}

/** Each link twice if an app may open it, so that its clicks as a wrapped link and as an app link can be told apart. */
async function wrapLinks(
  needs: StartNeeds,
  accountId: string,
  {
    projectId,
    urls,
    forApps,
  }: { readonly projectId: string; readonly urls: readonly string[]; readonly forApps: boolean },
  language: Language,
): Promise<{ readonly mailingId: number; readonly links: TriedLink[] } | { readonly notWrapped: NotWrapped['code'] }> {
  const { clickHost, reason } = await needs.registryOf(accountId).project(projectId, language);
  const places = urls.filter(isWebAddress);
  if (clickHost === null) return { notWrapped: reason?.code ?? 'tracking_off' };
  if (places.length === 0) return { notWrapped: 'no_web_address' };
  const all = forApps ? [...places, ...places] : places;
  // A trial is to show what becomes of the links, so nobody is asked about them.
  const appLinks = all.map((_, place) => place).slice(places.length);
  const mailing = { projectId, name: trialSentences[language].mailing, urls: all, appLinks, test: true };
  const { mailingId, wrapping, reason: unwrapped } = await createMailing(needs, accountId, mailing, language);
  if (!wrapping?.clicks) return { notWrapped: unwrapped?.code ?? 'tracking_off' };
  const { host, origin, keyId, key, links } = wrapping.clicks;
  const seal = (kind: 'c' | 'a', place: number) => {
    const id = links[place]!;
    return { url: wrappedLink(origin, sealToken({ kind, id, keyId }, host, decodeKey(key)), kind), id };
  };
  return {
    mailingId,
    links: urls.map((url) => {
      const place = places.indexOf(url);
      if (place < 0) return { url };
      const wrapped = seal('c', place);
      return forApps ? { url, wrapped, 'app-link': seal('a', place + places.length) } : { url, wrapped };
    }),
  };
}
