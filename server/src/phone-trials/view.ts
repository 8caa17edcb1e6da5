import type { Language } from '@waymark/core';
import type { PhoneResult } from '@waymark/prisma';
import type { TriedView } from '../deep-links/tried.ts';
import { ids } from '../rpc/ids.ts';
import { filled, trialSentences } from './sentences.data.ts';
import { sharedDomain } from './shared-domain.ts';
import { type Trial, type TriedLink, targetOf } from './trial.ts';
import { type Opened, type Way, ways } from './ways.ts';

/** A trial as its page and the API show it: each link in three ways. `address`: of the server itself. */
export function toTrialView(trial: Trial, address: string, now: Date, language: Language) {
  const pageHost = new URL(address).hostname;
  const { id, projectId, expiresAt } = trial.row;
  return {
    id: ids.trial.encode(id),
    projectId: ids.project.encode(projectId),
    expiresAt: expiresAt.toISOString(),
    isOver: expiresAt <= now,
    links: trial.links.map((link) => ({
      url: link.url,
      ways: ways.map((way) => toWayView(trial, link, way, { pageHost, language })),
    })),
  };
}

function toWayView(
  trial: Trial,
  link: TriedLink,
  way: Way,
  { pageHost, language }: { readonly pageHost: string; readonly language: Language },
) {
  const target = targetOf(trial, link, way);
  if (target.url !== null) {
    const domain = sharedDomain(pageHost, link, way);
    return { way, url: target.url, unavailable: null, inconclusive: toInconclusive(domain, language) };
  }
  const { code, host } = target.why;
  const message = filled(trialSentences[language].notTried[code], { host });
  return { way, url: null, unavailable: { code, message }, inconclusive: null };
}

/** What opened, in the reader's language. */
export function toResultView(row: PhoneResult, language: Language): TriedView {
  const { id, url, device, appVersion, at, browserAt } = row;
  const [way, opened] = [row.way as Way, row.opened as Opened];
  const { tried, opened: words } = trialSentences[language];
  const values = { device, version: appVersion, opened: words[opened] };
  return {
    id: ids.result.encode(id),
    url,
    way,
    opened,
    device,
    appVersion: appVersion || null,
    at: at.toISOString(),
    browserAt: browserAt?.toISOString() ?? null,
    // An app that opened all the same did open.
    inconclusive: opened === 'app' ? null : toInconclusive(row.sharedDomain, language),
    sentence: filled(appVersion === '' ? tried.without : tried.with, values),
  };
}

function toInconclusive(domain: string | null, language: Language) {
  return domain === null ? null : { domain, message: filled(trialSentences[language].inconclusive, { domain }) };
}
