import type { Action, Finding } from '@waymark/core';
import type { Mark } from '../protocol.ts';

/** How a link is marked: a refusal or an error first, then whatever deserves a look, else what happens to it. */
export function markOf(action: Action, findings: readonly Pick<Finding, 'severity'>[]): Mark {
  const worst = (severity: Finding['severity']) => findings.some((finding) => finding.severity === severity);
  if (action === 'refuse' || worst('error')) return 'refuse';
  if (worst('warning')) return 'warning';
  return action;
}

/** Whether somebody should look at a link before the mail is sent. */
export function needsAttention(mark: Mark): boolean {
  return mark === 'refuse' || mark === 'warning';
}
