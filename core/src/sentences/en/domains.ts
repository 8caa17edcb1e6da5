import type {
  ConnectRefusalSentences,
  HostRefusalSentences,
  InstructionTexts,
  OverdueSentences,
  RemovalRefusalSentences,
} from '../types.ts';

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
  'try-out': {
    title: 'This server is being tried out on one machine',
    explanation: 'The record would lead to a name that exists on this machine only, so it could never work.',
    advice:
      'Enter a name under .localhost to try it, such as click.localhost. For your own domain, the operator sets WAYMARK_PUBLIC_URL and WAYMARK_CNAME_ZONE.',
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

export const overdueEn: OverdueSentences = {
  record: {
    title: 'Not verified for more than a day',
    explanation:
      'A new or changed record is seen everywhere within 24 hours, and for {host} more have passed: waiting longer will not help.',
    advice:
      'Compare the record in the DNS settings of {zone} with the one shown here, letter by letter. If it is the same, the zone is probably managed elsewhere: ask whoever registered {zone}, or their support, which name servers it uses, and send them the record.',
  },
  https: {
    title: 'Not reachable for more than a day',
    explanation: 'The record of {host} is right, but for more than 24 hours a wrapped link on it has not opened.',
    advice:
      'Look whether a proxy, CDN or firewall of yours stands in front of {host}. If none does, ask whoever runs this Waymark server, and tell them what the check saw.',
  },
  servers: {
    title: 'No clear answer for more than a day',
    explanation: 'For more than 24 hours the name servers of {zone} have given no answer that can be relied on.',
    advice:
      'Ask whoever runs the DNS of {zone}, often the registrar or the hosting company, and tell them what the check saw.',
  },
};

export const instructionsEn: InstructionTexts = {
  quirks: {
    'host-part': 'Enter only {name} as the name: the panel adds {zone} itself.',
    'final-dot': 'End the target with a dot, as in "{target}.": otherwise the panel adds {zone} to it.',
    'no-final-dot': 'Write the target without a dot at its end.',
    proxy: 'Switch the proxy off for this record ("DNS only"): otherwise the CNAME record is hidden.',
    flattening: 'Leave "CNAME flattening" off for this record: otherwise addresses are answered instead of it.',
  },
  colleague: {
    title: 'Please create a DNS record for {fullName}',
    explanation: `Hello,

please create this record in the DNS of {zone}[[ (at {provider}, {panel})]]:

Type:    CNAME
Name:    {name}
Target:  {target}
TTL:     3600, or what the panel suggests

The full name is {fullName}[[, that is {unicode}]]. As a line of a zone file:

{zoneLine}`,
    advice: `The record lets the links in our mail begin with our own name. Website and mailboxes of {zone} are not touched. It is found by itself within minutes, at most a day; please leave it in place as long as our mail is read.

Thank you!`,
  },
};
