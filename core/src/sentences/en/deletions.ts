import type { DeletionSentences } from '../types.ts';

const kept = {
  title: 'Keep the links working',
  advice: 'Choose this as long as anybody may still read the mail. It cannot be changed later.',
} as const;
const broken = {
  title: 'Break the links',
  advice: 'Choose this only if nobody should reach these pages from the mail any more. It cannot be undone.',
} as const;

export const deletionsEn: DeletionSentences = {
  keep: {
    ...kept,
    explanation:
      'Links in mail that was sent go on leading to their destinations[[, on {hosts}]]. Clicks and opens are no longer stored, and the mailing goes with its figures and events.',
  },
  break: {
    ...broken,
    explanation:
      'Whoever clicks a link in mail that was sent sees “Not found”[[ on {hosts}]], from now on and for good. The mailing goes with its figures and events.',
  },
  'keep:project': {
    ...kept,
    explanation:
      'Links in mail that was sent go on leading to their destinations[[, on {hosts}]]. Clicks and opens are no longer stored, and the project goes with its mailings, figures and events.',
  },
  'break:project': {
    ...broken,
    explanation:
      'Whoever clicks a link in mail that was sent sees “Not found”[[ on {hosts}]], from now on and for good. The project goes with its mailings, figures and events.',
  },
};
