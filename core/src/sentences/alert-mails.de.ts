import type { AlertMailTexts } from './explain-alerts.ts';

export const alertMailsDe: AlertMailTexts = {
  one: 'Neues von einer Ihrer Tracking-Domains',
  several: 'Neues von {count} Ihrer Tracking-Domains',
  same: 'Dasselbe wurde gefunden für {hosts}[[ und {others} weitere]].',
};
