import {
  explainAppAnswer,
  explainDeepLink,
  explainFileFinding,
  type FetchFailure,
  type HostFiles,
  type JudgedDeepLink,
  type Language,
} from '@waymark/core';
import type { AssociationFile } from '@waymark/prisma';
import { ids } from '../rpc/ids.ts';
import type { AskedLink } from './asked-link.ts';
import { type System, systems } from './fetching/fetched.ts';
import type { HostStanding } from './freshness.ts';
import type { LinkOutcome } from './judging/link-outcome.ts';
import { fetchedFile } from './stored-file.ts';

/** A file of 128 kB may name thousands of apps, each with a name or rule of many kilobytes; an answer has a hundred links. */
const [maxApps, maxTextLength] = [20, 300];

/**
 * What becomes of a link, in the reader's language, and what each app does with it, those first that do more than open
 * nothing.
 */
export function toLinkView({ url, host, deepLink }: AskedLink, whole: JudgedDeepLink, language: Language) {
  const judged = shorten(whole);
  const { outcome, reason, app = null, rule = null, service = null, why = null } = judged;
  const [ignoring, others] = partition(whole.apps, ({ answer }) => answer.answer === 'no-rule');
  const apps = [...others, ...ignoring].slice(0, maxApps).map(shorten);
  return {
    url,
    host,
    class: deepLink,
    outcome,
    reason,
    why,
    app,
    rule,
    service,
    sentence: explainDeepLink(judged, language),
    apps: apps.map((one) => ({ ...one, sentence: explainAppAnswer(one, language) })),
    moreApps: whole.apps.length - apps.length,
  };
}

/** What is known of a link, and what was chosen for it. */
export function toKnownView(known: LinkOutcome, language: Language) {
  const { url, outcome, reason, why = null, app = null, rule = null, service = null } = known;
  const { version = null, date = null, choice = null } = known;
  const sentence = explainDeepLink({ ...known, apps: [] }, language);
  return { url, outcome, reason, why, app, rule, service, version, date, choice, sentence };
}

/** What is known of the files of a host, and when they were last found to be so. */
export function toHostView(host: string, { counting }: HostStanding, files: HostFiles, language: Language) {
  const view = (system: System) => {
    const file = system === 'ios' ? files.apple : files.android;
    const findings = file.state === 'read' ? file.file.findings : [];
    return {
      system,
      state: file.state,
      why: file.state === 'failed' ? explainFailure(file.why, language) : null,
      at: counting[system]?.lastAt.toISOString() ?? null,
      findings: findings.map(shorten).map((one) => ({ ...one, sentence: explainFileFinding(one, language) })),
    };
  };
  return { host, files: systems.map(view) };
}

/** What a file was like in the past, as its host sent it. */
export function toFileView(row: AssociationFile, language: Language) {
  const file = fetchedFile(row);
  const main = file.state === 'read' ? file.documents[0] : undefined;
  return {
    id: ids.file.encode(row.id),
    system: row.system as System,
    state: file.state,
    why: file.state === 'failed' ? explainFailure(file.why, language) : null,
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    url: main?.url ?? null,
    contentType: main?.contentType ?? null,
    text: main?.body.toString() ?? null,
    /** Addresses of the files that it includes. */
    includes: file.state === 'read' ? file.documents.slice(1).map(({ url }) => url) : [],
  };
}

/** With all texts cut that come from a file, which may be long. */
export function shorten<Told extends object>(told: Told): Told {
  const cut = (value: unknown): unknown => {
    if (typeof value === 'string') return value.slice(0, maxTextLength);
    return isRecord(value) ? shorten(value) : value;
  };
  return Object.fromEntries(Object.entries(told).map(([key, value]) => [key, cut(value)])) as Told;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

function explainFailure(code: FetchFailure, language: Language) {
  return { code, ...explainDeepLink({ outcome: 'unknown', reason: 'file-failed', why: code, apps: [] }, language) };
}
