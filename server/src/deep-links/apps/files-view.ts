import { type AppIdentity, associationPaths, explainPublished, type Language } from '@waymark/core';
import type { FileCheck } from '@waymark/prisma';
import { systems } from '../fetching/fetched.ts';
import { servedFiles } from './check-files.ts';
import { readCheck } from './stored-check.ts';

/**
 * The association files of a host as they are served with these apps, and what was found of them the last time somebody
 * looked, in the reader's language.
 */
export function toFilesView(
  {
    host,
    apps,
    check,
  }: { readonly host: string; readonly apps: readonly AppIdentity[]; readonly check: FileCheck | null },
  language: Language,
) {
  const served = servedFiles(apps);
  const paths = [...associationPaths];
  return {
    files: systems.map((system) => ({
      system,
      /** Null where the domain has no app of the system: there is no file then. */
      text: served[system],
      paths: paths.flatMap(([path, of]) => (of === system ? [path] : [])),
    })),
    checked: check && toCheckedView(check, served, host, language),
    notice: explainPublished('takes-days', { host }, language),
  };
}

function toCheckedView(check: FileCheck, now: ReturnType<typeof servedFiles>, host: string, language: Language) {
  const { served, places } = readCheck(check);
  return {
    at: check.at.toISOString(),
    /** Whether other files are served now than at that time: what was found says nothing of these. */
    outdated: systems.some((system) => served[system] !== now[system]),
    places: places.map(({ place, url, finding, why, contentType, text }) => ({
      place,
      url,
      finding,
      why: why ?? null,
      contentType: contentType ?? null,
      text: text ?? null,
      sentence: explainPublished(finding, { host, url, contentType: contentType ?? '', why }, language),
    })),
  };
}
