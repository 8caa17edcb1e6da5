import type { OverdueSentences } from './explain-overdue.ts';

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
