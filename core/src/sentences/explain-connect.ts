import type { ConnectRefusal } from '../domains/connect.ts';
import { connectRefusalsDe } from './connect-refusals.de.ts';
import { connectRefusalsEn } from './connect-refusals.en.ts';
import { fill, type Language, type Sentence } from './fill.ts';

/** A sentence for every reason; a language that lacks one does not compile. */
export type ConnectRefusalSentences = Readonly<Record<ConnectRefusal, Sentence>>;

const sentences: Readonly<Record<Language, ConnectRefusalSentences>> = { en: connectRefusalsEn, de: connectRefusalsDe };

/** Why a record has to be created by hand; `provider` is the DNS provider's name, or the host that speaks for it. */
export function explainConnectRefusal(
  reason: ConnectRefusal,
  { host, zone, provider = '' }: { readonly host: string; readonly zone: string; readonly provider?: string },
  language: Language = 'en',
): Sentence {
  return fill(sentences[language][reason], { host, zone, provider });
}
