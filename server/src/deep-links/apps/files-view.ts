import { type AppIdentity, associationPaths, explainPublished, type Language } from '@waymark/core';
import type { FileCheck } from '@waymark/prisma';
import { systems } from '../fetching/fetched.ts';
import { type filesOf, servedFiles } from './check-files.ts';
import { readCheck, type ServedFiles } from './stored-check.ts';

/**
 * The association files of a host as they are served, or would be once it is verified or with one more app, and what was found of them the last
 * time somebody looked, in the reader's language.
 */
export function toFilesView(
  { host, apps, check, isServed }: Awaited<ReturnType<typeof filesOf>>,
  language: Language,
  more?: AppIdentity,
) {
  const others = apps.filter(({ system, app }) => system !== more?.system || app !== more.app);
  const shown = servedFiles(more ? [...others, more] : apps);
  const paths = [...associationPaths];
  return {
    files: systems.map((system) => ({
      system,
      /** Null where the domain has no app of the system: there is no file then. */
      text: shown[system],
      paths: paths.flatMap(([path, of]) => (of === system ? [path] : [])),
    })),
    /** Why nothing of it is served yet; null where it is served. */
    notServed: isServed ? null : explainPublished('not-verified', { host }, language),
    checked: check && toCheckedView(check, servedFiles(isServed ? apps : []), host, language),
    notice: explainPublished('takes-days', { host }, language),
  };
}

function toCheckedView(check: FileCheck, now: ServedFiles, host: string, language: Language) {
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
