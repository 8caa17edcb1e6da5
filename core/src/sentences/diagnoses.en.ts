import type { DiagnosisSentences } from './explain-domain.ts';

/** `{host}` the domain, `{name}` in `{zone}` where its record belongs, `{target}` what it must say, `{found}` what it says. */
export const diagnosesEn: DiagnosisSentences = {
  ok: {
    title: 'Verified',
    explanation: '{host} points to its CNAME target.',
    advice: 'Nothing to do. Keep the record as long as mail with links on {host} is read.',
  },
  loopback_only: {
    title: 'Works on this machine only',
    explanation: '{host} is a name for trying Waymark out: it needs no DNS record and leads nowhere on other machines.',
    advice: 'Before you send mail to anybody else, add a domain of your own, such as click.brand.com.',
  },
  missing: {
    title: 'CNAME record not found',
    explanation: 'DNS has no CNAME record for {host} yet.',
    advice:
      'In the DNS settings of {zone}, create a CNAME record with the name {name} and the target {target}. If it is there already, wait: a change can take up to 24 hours to be seen.',
  },
  wrong_target: {
    title: 'CNAME record points elsewhere',
    explanation: 'The CNAME record of {host} points to {found}, not to {target}.',
    advice: 'In the DNS settings of {zone}, change the target of the CNAME record {name} to {target}.',
  },
  'wrong_target:typo': {
    title: 'Typing error in the CNAME record',
    explanation: 'The CNAME record of {host} points to {found}. That is nearly right: it has to be {target}.',
    advice:
      'In the DNS settings of {zone}, copy the target {target} into the CNAME record {name} instead of typing it.',
  },
  shared_target: {
    title: 'CNAME record lacks the exact target',
    explanation:
      'The CNAME record of {host} points to {found}. That is our zone, but not the target made for this domain.',
    advice:
      'In the DNS settings of {zone}, change the target of the CNAME record {name} to exactly {target}. It is unique, so that nobody else can claim {host}.',
  },
  other_tenant: {
    title: 'CNAME record has the target of another domain',
    explanation:
      'The CNAME record of {host} points to {found}. Each domain has a target of its own, and this is not the one of {host}.',
    advice:
      'In the DNS settings of {zone}, change the target of the CNAME record {name} to {target}. If {host} was added twice, in two accounts, decide which one keeps it.',
  },
  doubled_target: {
    title: 'The zone was appended to the target',
    explanation:
      'The CNAME record of {host} points to {found}: the DNS panel has added your own domain to the end of the target.',
    advice:
      'In the DNS settings of {zone}, enter the target of the CNAME record {name} as “{target}.”, with the dot at its end.',
  },
  target_not_a_name: {
    title: 'The target is not a host name',
    explanation: 'The CNAME record of {host} contains “{found}”. A CNAME record can only point to a name.',
    advice:
      'In the DNS settings of {zone}, set the CNAME record {name} to {target}, without https://, path, port or IP address.',
  },
  multiple_cname: {
    title: 'More than one CNAME record',
    explanation:
      '{host} has several CNAME records: {found}. Only one is allowed, and which one is used is a matter of luck.',
    advice: 'In the DNS settings of {zone}, delete every CNAME record {name} except the one with the target {target}.',
  },
  servfail: {
    title: 'DNS could not answer',
    explanation: 'The DNS servers of {zone} reported a failure of their own when asked for {host}.',
    advice: 'We ask again by ourselves. If it lasts for hours, show this to whoever runs the DNS of {zone}.',
  },
  refused: {
    title: 'DNS refused to answer',
    explanation: 'A DNS server refused the question for {host}.',
    advice:
      'We ask again by ourselves. If it lasts for hours, ask whoever runs the DNS of {zone} whether its servers still serve the zone.',
  },
  timeout: {
    title: 'DNS did not answer in time',
    explanation: 'No DNS server answered the question for {host} in time.',
    advice: 'We ask again by ourselves. If it lasts for hours, show this to whoever runs the DNS of {zone}.',
  },
  resolver_error: {
    title: 'DNS could not be asked',
    explanation:
      'The DNS server we asked for {host} could not be reached, or its answer could not be read. This need not be the fault of {zone}.',
    advice:
      'We ask again by ourselves. If every domain shows this, the operator of Waymark has to look at its DNS resolver.',
  },
};
