import { setImmediate as turn } from 'node:timers/promises';
import type { HostFiles } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import { LRUCache } from 'lru-cache';
import type { FetchedFile, System } from '../fetching/fetched.ts';
import { seenAndroidFile, seenAppleFile } from '../fetching/read-files.ts';
import type { HostStanding } from '../freshness.ts';
import { loadFiles } from '../stored-file.ts';

/** How much of files is kept that were read lately: 200 ordinary ones. Read they are some times as large. */
const maxKeptBytes = 2_000_000;
const maxKept = 1000;

type SeenFiles = { readonly ios: HostFiles['apple']; readonly android: HostFiles['android'] };

/** The association files of hosts as they were stored. A state that was stored never changes, so that it is read once. */
export class KnownFiles {
  readonly #database: Database;
  readonly #read = new LRUCache<string, SeenFiles[System]>({ max: maxKept, maxSize: maxKeptBytes });

  constructor(database: Database) {
    this.#database = database;
  }

  /** One host after the other, since all files of a hundred may be larger than memory should bear; clicks go first. */
  async of({ counting: { ios, android } }: HostStanding): Promise<HostFiles> {
    const missing = [ios, android].flatMap((state) =>
      state === undefined || this.#read.has(state.id) ? [] : state.id,
    );
    const loaded = missing.length === 0 ? undefined : await loadFiles(this.#database, missing);
    const apple = await this.#seen(ios?.id, loaded, seenAppleFile);
    return { apple, android: await this.#seen(android?.id, loaded, seenAndroidFile) };
  }

  async #seen<Seen extends SeenFiles[System]>(
    id: string | undefined,
    loaded: ReadonlyMap<string, FetchedFile> | undefined,
    read: (file: FetchedFile | undefined) => Seen,
  ): Promise<Seen> {
    if (id === undefined) return read(undefined);
    const known = this.#read.get(id);
    // Each id is that of a file of one system.
    if (known !== undefined) return known as Seen;
    await turn();
    const file = loaded?.get(id);
    const seen = read(file);
    // One that was pruned meanwhile is not known.
    if (file !== undefined) this.#read.set(id, seen, { size: sizeOf(file) });
    return seen;
  }
}

function sizeOf(file: FetchedFile): number {
  if (file.state !== 'read') return 1;
  return file.documents.reduce((sum, document) => sum + ('body' in document ? document.body.length : 0), 1);
}
