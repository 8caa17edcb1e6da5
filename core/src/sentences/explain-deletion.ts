import { deletionsDe } from './de/deletions.ts';
import { deletionsEn } from './en/deletions.ts';
import { fill } from './fill.ts';
import type { DeletionSentences, InEveryLanguage, Language, LinksChoice, Sentence } from './types.ts';

const languages: InEveryLanguage<DeletionSentences> = { en: deletionsEn, de: deletionsDe };

/** What becomes of links in sent mail when their mailing, or its whole project, is deleted. */
export function explainDeletion(
  thing: 'mailing' | 'project',
  choice: LinksChoice,
  hosts: readonly string[],
  language: Language = 'en',
): Sentence {
  const variant = thing === 'project' ? (`${choice}:project` as const) : choice;
  return fill(languages[language][variant], hosts.length > 0 ? { hosts: hosts.join(', ') } : {});
}
