import type { AlertMailTexts, AlertSentences } from '../types.ts';

export const alertsEn: AlertSentences = {
  'domain.broken': {
    title: '{host} is not in order',
    explanation:
      '{problem}\n\nUntil it is verified again, new mail goes out with its original links. Links in mail already sent are answered as long as {host} leads to us.',
    advice: '{advice}',
  },
  'domain.broken:certificate': {
    title: '{host} needs attention before its certificate ends',
    explanation: '{problem}\n\nIts links work today. They stop working when the present certificate ends.',
    advice: '{advice}',
  },
  'domain.broken:taken_over': {
    title: '{host} belongs to another account now',
    explanation:
      'This account had added {host}, but it was never verified here. Another account has added it since, so it is no longer in your list.[[ It was detached from {projects}: new mail there goes out with its original links.]]',
    advice:
      'If the name is yours, add it again: you are told which CNAME record proves it, or that the other account has proven it. Otherwise choose another name.',
  },
  'domain.recovered': {
    title: '{host} is in order again',
    explanation: 'The last check of {host} found everything as it should be. New mail is wrapped on it again.',
    advice: 'Nothing to do.',
  },
  'webhook.disabled': {
    title: 'A webhook to {host} was switched off',
    explanation: 'Nothing could be delivered to it since {since}. The last attempt: {problem}',
    advice:
      'Repair the program that receives it, try it with a test, and switch it on again. What was not delivered is in the list of deliveries, and can be sent once more from there.',
  },
};

export const alertMailsEn: AlertMailTexts = {
  one: 'One of your tracking domains has news',
  several: '{count} of your tracking domains have news',
  same: 'The same was found for {hosts}[[ and {others} more]].',
};
