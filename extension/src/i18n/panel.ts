import type { Language } from '@waymark/core';
import type { Texts, Translate } from '@waymark/ui/words/translator.ts';
import { panel as de } from './de.ts';
import { panel as en } from './en.ts';

export type PanelKey = keyof typeof en;

/** The panel's texts in one language. The background sends them, so that no content script carries both languages. */
export type PanelTexts = Texts<PanelKey>;

/** Translates the panel's texts. */
export type PanelTranslate = Translate<PanelKey>;

/** The panel's texts in a language. */
export function panelTexts(language: Language): PanelTexts {
  return { en, de }[language];
}
