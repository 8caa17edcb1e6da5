import type { DiagnosisSentences } from '../types.ts';

/** Of checks that found nothing out, or not yet everything. */
export const diagnosesOfWaitingEn = {
  propagating: {
    title: 'On its way',
    explanation: 'The record of {host} is right on {found}, and not yet on {server}.',
    advice: 'Nothing to do but wait until the old answer has expired everywhere. We ask again by ourselves.',
  },
  server_lags: {
    title: 'One name server stays behind',
    explanation:
      'The record of {host} is right on {found}. {server} has had another version of {zone} for more than a day.',
    advice: 'Waiting will not help. Ask whoever runs the DNS of {zone} why {server} does not take over its changes.',
  },
  address_unproven: {
    title: 'Addresses that we cannot reach',
    explanation:
      'DNS shows addresses ({found}) for {host} in place of the CNAME record, and this server has no way to them, so nobody knows whether they lead here.',
    advice:
      'Replace them by the CNAME record, which needs no such proof. Nothing changes meanwhile: links that worked keep being answered. We try again by ourselves.',
  },
  unstable: {
    title: 'The answer changes',
    explanation:
      '{server} gave two different answers when asked twice for {host}: two different zones are being served.',
    advice:
      'We ask again by ourselves. If it lasts for hours, ask whoever runs the DNS of {zone} whether all its servers have the same zone.',
  },
  edge_unresolvable: {
    title: 'The target does not resolve',
    explanation: '{host} points to {target}, and that name has no address at the moment.',
    advice:
      'This is not yours to fix: the operator of Waymark has to look at its CNAME zone. We ask again by ourselves.',
  },
  servfail: {
    title: 'DNS could not answer',
    explanation: 'The DNS servers of {zone} reported a failure of their own when asked for {host}[[ ({server})]].',
    advice: 'We ask again by ourselves. If it lasts for hours, show this to whoever runs the DNS of {zone}.',
  },
  refused: {
    title: 'DNS refused to answer',
    explanation: 'A DNS server refused the question for {host}[[ ({server})]].',
    advice:
      'We ask again by ourselves. If it lasts for hours, ask whoever runs the DNS of {zone} whether its servers still serve the zone.',
  },
  timeout: {
    title: 'DNS did not answer in time',
    explanation: 'No DNS server answered the question for {host} in time[[ ({server})]].',
    advice: 'We ask again by ourselves. If it lasts for hours, show this to whoever runs the DNS of {zone}.',
  },
  lame: {
    title: 'The name servers do not know the zone',
    explanation: '{server} is named as a DNS server of {zone}, but knows nothing of it, so nobody can find {host}.',
    advice:
      'Ask whoever registered {zone} whether the name servers entered there are those of its present DNS provider. We ask again by ourselves.',
  },
  resolver_error: {
    title: 'DNS could not be asked',
    explanation:
      'The DNS server we asked for {host} could not be reached, or its answer could not be read[[ ({server})]]. This need not be the fault of {zone}.',
    advice:
      'We ask again by ourselves. If every domain shows this, the operator of Waymark has to look at its DNS resolver.',
  },
} satisfies Partial<DiagnosisSentences>;
