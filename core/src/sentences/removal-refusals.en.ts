import type { RemovalRefusalSentences } from './explain-removal.ts';

export const removalRefusalsEn: RemovalRefusalSentences = {
  attached: {
    title: 'Still used by projects',
    explanation: '{host} is still attached to {projects}.',
    advice: 'Choose another tracking domain there, or none, and then delete this one.',
  },
  'record-stands': {
    title: 'The DNS record still stands',
    explanation: 'While the record {record} stands, links in mail already sent go on working. {servers} still has it.',
    advice: 'Delete that record where the DNS of {zone} is managed, and try again: we ask anew at that moment.',
  },
  'record-unknown': {
    title: 'The DNS did not answer',
    explanation: 'Whether the record of {host} is gone could not be found out: {servers} gave no usable answer.',
    advice: 'Try again in a few minutes. Nothing was deleted.',
  },
  'not-confirmed': {
    title: 'Not confirmed',
    explanation: 'What was entered is not {host}.',
    advice: 'Enter the name of the host exactly to confirm that its links may stop working for good.',
  },
};
