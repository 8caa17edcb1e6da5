import type { Language } from '@waymark/core';
import { panel as de } from './de.ts';
import { panel as en } from './en.ts';
import type { Table, Translate } from './t.ts';

export type PanelKey = keyof typeof en;

/** The words of the panel in one language. The background sends them along, so no frame carries a language it does not need. */
export type PanelWords = Table<PanelKey>;

/** Translates the words of the panel. */
export type PanelTranslate = Translate<PanelKey>;

/** The panel's words in a language. */
export function panelWords(language: Language): PanelWords {
  return { en, de }[language];
}
