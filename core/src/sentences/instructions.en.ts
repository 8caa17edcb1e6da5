import type { InstructionTexts } from './explain-record.ts';

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
