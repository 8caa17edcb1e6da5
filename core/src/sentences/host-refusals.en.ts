import type { HostRefusalSentences } from './explain-domain.ts';

export const hostRefusalsEn: HostRefusalSentences = {
  empty: {
    title: 'No host entered',
    explanation: 'A tracking domain needs a host name.',
    advice: 'Enter a sub-domain of your own domain, such as click.brand.com.',
  },
  'not-a-name': {
    title: 'Not a host name',
    explanation:
      'A host name consists of labels of letters, digits and hyphens with dots between them: up to 63 characters in a label, 253 in all, no underscore, no space, no hyphen at the edge of a label.',
    advice: 'Check the spelling and enter the name alone, such as click.brand.com.',
  },
  'ip-address': {
    title: 'An IP address cannot be used',
    explanation: 'Links on an IP address show no brand, and spam filters distrust them.',
    advice: 'Enter a host name under your own domain, such as click.brand.com.',
  },
  'single-label': {
    title: 'Part of the name is missing',
    explanation: 'A name without a dot cannot be reached from the internet.',
    advice: 'Enter the full name with your own domain, such as click.brand.com.',
  },
  loopback: {
    title: 'Names under localhost are switched off',
    explanation: 'A name under .localhost works on one machine only, and this server does not allow it.',
    advice: 'Enter a host name under your own domain, such as click.brand.com.',
  },
  'operator-zone': {
    title: 'This name belongs to the operator',
    explanation: 'The name lies in the zone of this Waymark server itself, so it cannot become your tracking domain.',
    advice:
      'Enter the host name under your own domain here. The name shown by Waymark goes into your DNS, as the target.',
  },
  'public-suffix': {
    title: 'This is an ending, not a domain',
    explanation: 'Everybody may register domains under this ending, so it belongs to nobody alone.',
    advice: 'Enter a host name under the domain that you registered, such as click.brand.com.',
  },
  apex: {
    title: 'The domain itself cannot be used',
    explanation:
      'DNS allows no CNAME record beside the other records that a domain itself must have, such as those for its mail.',
    advice: 'Put a word in front, such as click., so that the name becomes click.brand.com.',
  },
};
