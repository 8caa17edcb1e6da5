import type { HtmlProblemPhrases } from '../types.ts';

export const htmlProblemsDe: HtmlProblemPhrases = {
  empty: 'sie ist leer',
  binary: 'sie enthält Bytes, die nur in Binärdateien vorkommen',
  'no-tag': 'es steht kein Tag darin',
};
