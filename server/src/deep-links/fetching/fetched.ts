import type { FetchFailure } from '@waymark/core';

/** A file as it was served, whatever is in it. */
export interface FetchedDocument {
  readonly url: string;
  /** As the server named it, without parameters; empty if it did not. */
  readonly contentType: string;
  /** With which it is asked whether the file is still the same; null if the server gave none that can be used. */
  readonly etag: string | null;
  readonly body: Buffer;
}

/** A file that another one includes, and that could not be fetched. */
export interface FailedDocument {
  readonly url: string;
  readonly why: FetchFailure | 'missing';
}

/** What became of fetching an association file. The files that it includes, directly or not, come after it. */
export type FetchedFile =
  | {
      readonly state: 'read';
      readonly documents: readonly [FetchedDocument, ...(FetchedDocument | FailedDocument)[]];
    }
  | { readonly state: 'missing' }
  | { readonly state: 'failed'; readonly why: FetchFailure };

/** The systems whose association files there are. */
export const systems = ['ios', 'android'] as const;
export type System = (typeof systems)[number];

/** Files that were fetched before, by URL, so that those that are still the same need not be sent again. */
export type KnownDocuments = ReadonlyMap<string, FetchedDocument>;
