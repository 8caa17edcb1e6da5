/** Everything that can be wrong with an association file. What is wrong in one place of a file changes no other. */
export const fileFindings = [
  // found by whoever fetches
  'content-type',
  'not-utf8',
  'include-failed',
  'include-too-deep',
  // either file
  'not-json',
  'wrong-type',
  'unknown-key',
  // Apple's
  'no-applinks',
  'no-details',
  'details-not-a-list',
  'apps-not-empty',
  'no-app-id',
  'bad-app-id',
  'two-app-keys',
  'no-rules',
  'paths-ignored',
  'unknown-variable',
  'open-variable',
  'bad-variable',
  'predefined-variable',
  // Android's
  'empty-list',
  'no-relation',
  'bad-relation',
  'no-target',
  'unknown-namespace',
  'bad-package',
  'no-fingerprint',
  'bad-fingerprint',
  'include-not-alone',
  'include-not-https',
] as const;

export type FileFindingCode = (typeof fileFindings)[number];

/** What is wrong with an association file, and where. */
export interface FileFinding {
  readonly code: FileFindingCode;
  /** The way to the place, such as `applinks.details[0].components[2]`; empty for the file as a whole. */
  readonly place: string;
  /** What was found there or expected, for its sentence. */
  readonly value?: string;
}

/** More findings of one file help nobody. */
const maxFindings = 100;
const maxValueLength = 100;

/** Collects the findings of one file. */
export class FindingList {
  readonly all: FileFinding[] = [];
  /** Those that were too many, too. */
  count = 0;

  add(code: FileFindingCode, place: string, value?: string): void {
    this.count++;
    if (this.all.length >= maxFindings) return;
    this.all.push(value === undefined ? { code, place } : { code, place, value: value.slice(0, maxValueLength) });
  }
}
