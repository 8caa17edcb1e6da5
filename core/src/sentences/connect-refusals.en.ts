import type { ConnectRefusalSentences } from './explain-connect.ts';

const byHand = 'Create the record by hand, as shown.';

export const connectRefusalsEn: ConnectRefusalSentences = {
  'not-set-up': {
    title: 'Not set up here',
    explanation: 'Whoever runs this Waymark server has not set up Domain Connect.',
    advice: byHand,
  },
  'no-zone': {
    title: 'Zone not found',
    explanation: 'The DNS zone of {host} was not found, so it is not known who holds it.',
    advice: 'Check that the domain is registered, then try again or create the record by hand, as shown.',
  },
  'not-offered': {
    title: 'Not offered by your DNS provider',
    explanation: 'The DNS provider of {zone} does not offer Domain Connect.',
    advice: byHand,
  },
  unreachable: {
    title: 'Your DNS provider did not answer',
    explanation: 'The DNS provider of {zone} offers Domain Connect, and {provider} did not answer as it should.',
    advice: 'Try again later, or create the record by hand, as shown.',
  },
  'not-understood': {
    title: 'Not usable at your DNS provider',
    explanation: 'What the DNS provider of {zone} says of its Domain Connect service cannot be used.',
    advice: byHand,
  },
  'template-unknown': {
    title: 'Your DNS provider does not know Waymark',
    explanation: '{provider} offers Domain Connect, but does not know the record of this Waymark server yet.',
    advice: byHand,
  },
};
