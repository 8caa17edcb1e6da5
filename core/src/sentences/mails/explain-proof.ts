import { changeSentencesDe, proofSentencesDe } from '../de/proof.ts';
import { changeSentencesEn, proofSentencesEn } from '../en/proof.ts';
import { fill, fillText } from '../fill.ts';
import type { ChangeSentences, InEveryLanguage, Language, ProofCode, ProofSentences, Sentence } from '../types.ts';

const proofs: InEveryLanguage<ProofSentences> = { en: proofSentencesEn, de: proofSentencesDe };
const changes: InEveryLanguage<ChangeSentences> = { en: changeSentencesEn, de: changeSentencesDe };

/** What comparing a mail with its wrapped copy has proven, or the first thing that speaks against it. */
export function explainProof(
  code: ProofCode,
  details: Readonly<Record<string, string>>,
  language: Language = 'en',
): Sentence {
  return fill(proofs[language][code], details);
}

/** What became of one range. `url` and `originalUrl`: where a wrapped link leads, and where it led when it was made. */
export function explainChange(
  kind: Exclude<keyof ChangeSentences, 'link:changed'>,
  { url = '', originalUrl = url }: { readonly url?: string; readonly originalUrl?: string } = {},
  language: Language = 'en',
): string {
  const isChanged = kind === 'link' && originalUrl !== url;
  return fillText(changes[language][isChanged ? 'link:changed' : kind], { url, original: originalUrl });
}
