import { isUtf8 as isUtf8Text } from 'node:buffer';
import {
  type AndroidFile,
  type AppleFile,
  type FileFinding,
  type HostFiles,
  readAndroidFile,
  readAppleFile,
  type SeenFile,
} from '@waymark/core';
import type { FailedDocument, FetchedDocument, FetchedFile } from './fetched.ts';

/** What a host's apple-app-site-association says, as far as it is known; undefined for one that was never asked for. */
export function seenAppleFile(fetched: FetchedFile | undefined): HostFiles['apple'] {
  return seen(fetched, readApple);
}

/** The same for its assetlinks.json. */
export function seenAndroidFile(fetched: FetchedFile | undefined): HostFiles['android'] {
  return seen(fetched, readAndroid);
}

/** More findings about the files of one host help nobody. */
const maxFindings = 100;

type Documents = Extract<FetchedFile, { state: 'read' }>['documents'];

function seen<File>(fetched: FetchedFile | undefined, read: (documents: Documents) => File): SeenFile<File> {
  if (fetched === undefined) return { state: 'not-asked' };
  return fetched.state === 'read' ? { state: 'read', file: read(fetched.documents) } : fetched;
}

function readApple([document]: Documents): AppleFile {
  const { text, isUtf8, findings } = served(document);
  const file = readAppleFile(text);
  return { ...file, isValid: file.isValid && isUtf8, findings: [...findings, ...file.findings] };
}

/**
 * With the statements of the files that it includes. One that cannot be used takes nothing from the others
 * (https://github.com/google/digitalassetlinks, comptest5002), but then nobody knows all that the host says.
 */
function readAndroid(documents: Documents): AndroidFile {
  const [main] = documents;
  const byUrl = new Map<string, FetchedDocument | FailedDocument>(
    documents.map((document) => [document.url, document]),
  );
  const apps: AndroidFile['apps'][number][] = [];
  const findings: FileFinding[] = [];
  let isValid = true;
  const read = new Set<string>();
  const add = (document: FetchedDocument, around: readonly string[]) => {
    const { url } = document;
    read.add(url);
    const { text, isUtf8, findings: ofServing } = served(document);
    const file = readAndroidFile(text);
    isValid &&= file.isValid && isUtf8;
    apps.push(...file.apps);
    // Which file a place is in, for all but the first.
    const within = document === main ? '' : `${url} `;
    findings.push(...[...ofServing, ...file.findings].map((one) => ({ ...one, place: `${within}${one.place}` })));
    for (const included of file.includes) follow(included, [...around, url]);
  };
  const follow = (url: string, around: readonly string[]) => {
    const next = byUrl.get(url);
    const isCircle = around.includes(url);
    if (next !== undefined && 'body' in next && !isCircle) {
      if (!read.has(url)) add(next, around);
      return;
    }
    findings.push({
      code: next === undefined || isCircle ? 'include-too-deep' : 'include-failed',
      place: '',
      value: url,
    });
    isValid &&= isCircle;
  };
  add(main, []);
  return { isValid, apps, includes: [], findings: findings.slice(0, maxFindings) };
}

/** The text of a file, and what is wrong with how it was served. */
function served({ contentType, body }: FetchedDocument) {
  const findings: FileFinding[] = [];
  if (contentType !== 'application/json') findings.push({ code: 'content-type', place: '', value: contentType });
  const isUtf8 = isUtf8Text(body);
  if (!isUtf8) findings.push({ code: 'not-utf8', place: '' });
  return { text: body.toString(), isUtf8, findings };
}
