import type { ChangeSentences, ProofSentences } from '../types.ts';

export const proofSentencesEn: ProofSentences = {
  proven: {
    title: 'Only links and pixels changed',
    explanation:
      'Both mails are the same, byte by byte, but for wrapped links ({links}) and pixels ({pixels}). Each wrapped link was made to lead where the link before it led. With these ranges cut out, both have the SHA-256 {sha256}.',
    advice: 'There is nothing to do.',
  },
  unchanged: {
    title: 'Nothing changed',
    explanation: 'Both mails are the same, byte by byte. They have the SHA-256 {sha256}.',
    advice: 'If its links should be wrapped, check that this is the mail that was sent.',
  },
  other: {
    title: 'Something else changed',
    explanation: 'In line {line}, “{before}” became “{after}”. Wrapping does not do that.',
    advice:
      'Look for a program that changes the mail after it was wrapped (line breaks, white space, styles), and let it work before.',
  },
  'not-genuine': {
    title: 'Not a link of this mailing’s domain',
    explanation:
      'In line {line}, what stands in place of “{before}” looks like a wrapped link or a pixel, but its token was not made for the tracking domain of this mailing, or was altered: “{after}”.',
    advice: 'Wrap the mail again, and check what changes it on its way.',
  },
  'other-mailing': {
    title: 'A link of another mailing',
    explanation:
      'In line {line}, “{before}” became “{after}”, which belongs to another mailing or is not stored here any more.',
    advice: 'Compare the mail with its own copy, or wrap it again.',
  },
  'other-destination': {
    title: 'A link leads elsewhere',
    explanation: 'In line {line}, “{before}” leads to {expected}, but the wrapped link in its place to {url}.',
    advice: 'Wrap the mail again, and use each wrapped link only where it was written.',
  },
};

export const changeSentencesEn: ChangeSentences = {
  link: 'Leads to {url}.',
  'link:changed': 'Led to {original} when it was made, like the link before it; its destination was changed to {url}.',
  parameters: 'Got parameters instead of being wrapped.',
  pixel: 'Counts an open.',
  'pixel-placeholder': 'The place for a pixel was removed, as this mail has none.',
  scheme: 'Became a scheme that mail programs open; in HTML with the mark that keeps the link out of tracking.',
};
