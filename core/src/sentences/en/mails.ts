import type { HtmlProblemPhrases } from '../types.ts';

export const htmlProblemsEn: HtmlProblemPhrases = {
  empty: 'it is empty',
  binary: 'it holds bytes that only binary files hold',
  'no-tag': 'there is no tag in it',
};
