import type { Alternative } from '../../deep-links/alternatives.ts';
import { alternativesDe } from '../de/alternatives.ts';
import { alternativesEn } from '../en/alternatives.ts';
import type { AlternativeTexts, InEveryLanguage, Language } from '../types.ts';

const languages: InEveryLanguage<AlternativeTexts> = { en: alternativesEn, de: alternativesDe };

/** What the button for an alternative says, and why it cannot be chosen where it cannot. */
export function explainAlternative(
  { choice, obstacle }: Pick<Alternative, 'choice' | 'obstacle'>,
  language: Language = 'en',
): { readonly button: string; readonly obstacle: string | null } {
  const { buttons, obstacles } = languages[language];
  return { button: buttons[choice], obstacle: obstacle === undefined ? null : obstacles[obstacle] };
}
