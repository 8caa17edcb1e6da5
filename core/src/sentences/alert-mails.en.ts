import type { AlertMailTexts } from './explain-alerts.ts';

export const alertMailsEn: AlertMailTexts = {
  one: 'One of your tracking domains has news',
  several: '{count} of your tracking domains have news',
  same: 'The same was found for {hosts}[[ and {others} more]].',
};
