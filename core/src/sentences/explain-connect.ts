import type { ConnectRefusal } from '../domains/connect.ts';
import { connectRefusalsDe } from './de/domains.ts';
import { connectRefusalsEn } from './en/domains.ts';
import { fill } from './fill.ts';
import type { ConnectRefusalSentences, InEveryLanguage, Language, Sentence } from './types.ts';

const sentences: InEveryLanguage<ConnectRefusalSentences> = { en: connectRefusalsEn, de: connectRefusalsDe };

/** Why a record has to be created manually; `provider` is the DNS provider's name, or its Domain Connect host. */
export function explainConnectRefusal(
  reason: ConnectRefusal,
  { host, zone, provider = '' }: { readonly host: string; readonly zone: string; readonly provider?: string },
  language: Language = 'en',
): Sentence {
  return fill(sentences[language][reason], { host, zone, provider });
}
