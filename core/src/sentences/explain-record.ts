import { unicodeHost } from '../domains/host.ts';
import type { DnsProvider } from '../domains/panels.data.ts';
import type { CnameRecord } from '../domains/record.ts';
import { instructionsDe } from './de/domains.ts';
import { instructionsEn } from './en/domains.ts';
import { fill, fillText } from './fill.ts';
import type { InEveryLanguage, InstructionTexts, Language } from './types.ts';

/** How to create a record at the provider that holds the zone. */
export interface RecordInstructions {
  /** Peculiarities of the provider's panel, one sentence each. */
  readonly hints: readonly string[];
  /** A mail to the person who manages DNS, as plain text ready to paste. */
  readonly colleague: { readonly subject: string; readonly text: string };
}

const languages: InEveryLanguage<InstructionTexts> = { en: instructionsEn, de: instructionsDe };

/** Explains how to create a record. For an unknown provider there are no hints, and the text fits any panel. */
export function explainRecord(
  record: CnameRecord,
  provider: DnsProvider | undefined,
  language: Language = 'en',
): RecordInstructions {
  const { quirks, colleague } = languages[language];
  const unicode = unicodeHost(record.fullName);
  const details = {
    ...record,
    unicode: unicode === record.fullName ? '' : unicode,
    provider: provider?.name ?? '',
    panel: provider?.panel ?? '',
  };
  const hints = (provider?.quirks ?? []).map((quirk) => fillText(quirks[quirk], details));
  const { title, explanation, advice } = fill(colleague, details);
  const list = hints.map((hint) => `- ${hint}`).join('\n');
  return {
    hints,
    colleague: { subject: title, text: [explanation, list, advice].filter((part) => part !== '').join('\n\n') },
  };
}
