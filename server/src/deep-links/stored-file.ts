import type { Database, Prisma } from '@waymark/prisma';
import { z } from 'zod';
import type { FetchedFile, KnownDocuments, System } from './fetching/fetched.ts';

/** How many states of a file are kept, the newest. */
const maxKept = 10;

/** What is known of a file of a host: which state of it was stored, and when it was found to be so. */
export interface FileState {
  readonly id: string;
  readonly host: string;
  readonly system: System;
  readonly state: FetchedFile['state'];
  readonly lastAt: Date;
}

const documentSchema = z.union([
  z.object({
    url: z.string(),
    contentType: z.string(),
    etag: z.string().nullable(),
    body: z.string().transform((text) => Buffer.from(text, 'base64')),
  }),
  z.object({ url: z.string(), why: z.string() }),
]);

const stateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('read'), documents: z.tuple([documentSchema], documentSchema) }),
  z.object({ state: z.literal('missing') }),
  z.object({ state: z.literal('failed'), why: z.string() }),
]);

/** The newest answer of each file of these hosts, and the newest failure to get one. */
export function newestStates(database: Database, hosts: readonly string[]): Promise<FileState[]> {
  return database.$queryRaw<FileState[]>`
    SELECT DISTINCT ON (host, system, state = 'failed') id, host, system, state, last_at AS "lastAt"
    FROM association_file WHERE host = ANY(${hosts})
    ORDER BY host, system, state = 'failed', last_at DESC, id DESC`;
}

/** Files in states that were stored, by their ids; one that was pruned meanwhile is left out. */
export async function loadFiles(database: Database, ids: readonly string[]): Promise<ReadonlyMap<string, FetchedFile>> {
  const rows = await database.associationFile.findMany({ where: { id: { in: [...ids] } } });
  return new Map(rows.map((row) => [row.id, fetchedFile(row)]));
}

/** What was stored, as it was fetched. */
export function fetchedFile(row: { readonly state: string; readonly why: string | null; readonly documents: unknown }) {
  return stateSchema.parse(row) as FetchedFile;
}

/** The documents of a file by URL, to ask whether they are still the same. */
export function documentsOf(file: FetchedFile | undefined): KnownDocuments {
  const documents = file?.state === 'read' ? file.documents : [];
  return new Map(documents.flatMap((document) => ('body' in document ? [[document.url, document] as const] : [])));
}

/**
 * Stores what became of fetching a file: a new state where it is not as it was the last time, or else that it is still so.
 */
export async function storeFile(
  database: Database,
  { host, system }: Pick<FileState, 'host' | 'system'>,
  file: FetchedFile,
  at: Date,
): Promise<void> {
  const newest = await database.associationFile.findFirst({
    where: { host, system },
    orderBy: [{ lastAt: 'desc' }, { id: 'desc' }],
  });
  const state = written(file);
  if (newest !== null && isSame(fetchedFile(newest), file)) {
    await database.associationFile.update({ where: { id: newest.id }, data: { ...state, lastAt: at } });
    return;
  }
  await database.associationFile.create({ data: { host, system, ...state, firstAt: at, lastAt: at } });
  await database.$executeRaw`
    DELETE FROM association_file WHERE id IN (
      SELECT id FROM association_file WHERE host = ${host} AND system = ${system}
      ORDER BY last_at DESC, id DESC OFFSET ${maxKept})`;
}

function written(file: FetchedFile) {
  const documents = file.state === 'read' ? file.documents : [];
  return {
    state: file.state,
    why: file.state === 'failed' ? file.why : null,
    documents: documents.map((document) =>
      'body' in document ? { ...document, body: document.body.toString('base64') } : { ...document },
    ) satisfies Prisma.InputJsonArray,
  };
}

/** Whether two are alike in all that matters to phones; servers may give the same file a new ETag. */
function isSame(one: FetchedFile, other: FetchedFile): boolean {
  const told = (file: FetchedFile) => JSON.stringify(written(file), (key, value) => (key === 'etag' ? null : value));
  return told(one) === told(other);
}
