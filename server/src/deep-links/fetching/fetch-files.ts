import { type FetchFailure, maxIncludeDepth, readAndroidFile } from '@waymark/core';
import type { Deadline } from '../../net/dns-client.ts';
import { steadyNow } from '../../net/steady-clock.ts';
import { type FetchOptions, fetchDocument } from './fetch-document.ts';
import type { FailedDocument, FetchedDocument, FetchedFile, KnownDocuments, System } from './fetched.ts';

/** How long a file may take, with looking up its host; one that is included has a time of its own. */
const fileTimeoutMs = 3000;
/** How many files are fetched for one host at most, with those that are included. */
const maxDocuments = 11;
/** A longer address is not followed. */
const maxUrlLength = 2000;

/** Fetches one file as a phone would, without those that it includes. Never rejects. */
export function fetchPublished(url: string, options: FetchOptions): ReturnType<typeof fetchDocument> {
  return fetchDocument(new URL(url), undefined, options, { at: steadyNow() + fileTimeoutMs });
}

/** Fetches the association file of one system from a host, a name in A-labels. Never rejects. */
export function fetchFile(
  system: System,
  host: string,
  known: KnownDocuments,
  options: FetchOptions,
  signal?: AbortSignal,
): Promise<FetchedFile> {
  const fetch = (url: string, deadline: Deadline = { at: steadyNow() + fileTimeoutMs, signal }) =>
    fetchDocument(new URL(url), known.get(url), options, deadline);
  return system === 'ios' ? fetchAppleFile(host, fetch, signal) : fetchAndroidFile(host, fetch);
}

type Fetch = (url: string, deadline?: Deadline) => ReturnType<typeof fetchDocument>;

/**
 * https://developer.apple.com/documentation/xcode/supporting-associated-domains: in `.well-known`, then at the root. What the
 * second place says counts only where it has a file: a site that sends the first one elsewhere does so with both.
 */
async function fetchAppleFile(host: string, fetch: Fetch, signal: AbortSignal | undefined): Promise<FetchedFile> {
  const deadline = { at: steadyNow() + fileTimeoutMs, signal };
  const first = await fetch(`https://${host}/.well-known/apple-app-site-association`, deadline);
  if (typeof first === 'object') return { state: 'read', documents: [first] };
  if (first !== 'missing' && first !== 'redirect' && first !== 'status') return { state: 'failed', why: first };
  const second = await fetch(`https://${host}/apple-app-site-association`, deadline);
  if (typeof second === 'object') return { state: 'read', documents: [second] };
  const answer = first === 'missing' ? second : first;
  return answer === 'missing' ? { state: 'missing' } : { state: 'failed', why: answer };
}

/** https://developers.google.com/digital-asset-links/v1/create-statement, with the files that it includes. */
async function fetchAndroidFile(host: string, fetch: Fetch): Promise<FetchedFile> {
  const main = await fetch(`https://${host}/.well-known/assetlinks.json`);
  if (main === 'missing') return { state: 'missing' };
  if (typeof main === 'string') return { state: 'failed', why: main };
  const included: (FetchedDocument | FailedDocument)[] = [];
  const seen = new Set([main.url]);
  let level: readonly FetchedDocument[] = [main];
  for (let depth = 0; depth < maxIncludeDepth && level.length > 0; depth++) {
    const urls = level.flatMap(({ body }) => readAndroidFile(body.toString()).includes);
    const unseen = urls.filter((url) => url.length <= maxUrlLength && !seen.has(url));
    const next = [...new Set(unseen)].slice(0, maxDocuments - seen.size);
    for (const url of next) seen.add(url);
    const found = await Promise.all(next.map(async (url) => includedOf(url, await fetch(url))));
    included.push(...found);
    level = found.filter((document) => 'body' in document);
  }
  return { state: 'read', documents: [main, ...included] };
}

function includedOf(url: string, found: FetchedDocument | 'missing' | FetchFailure): FetchedDocument | FailedDocument {
  return typeof found === 'object' ? found : { url, why: found };
}
