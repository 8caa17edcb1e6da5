import type { Action, Finding } from '@waymark/core';
import type { Mark, Readiness } from '../protocol.ts';

/**
 * How a link is marked: refused or with an error first, then with a warning, else by what happens to it. A link that could be
 * wrapped is marked so only where something can wrap it.
 */
export function markOf(action: Action, findings: readonly Pick<Finding, 'severity'>[], readiness: Readiness): Mark {
  const has = (severity: Finding['severity']) => findings.some((finding) => finding.severity === severity);
  if (action === 'refuse' || has('error')) return 'refuse';
  if (has('warning')) return 'warning';
  if (action !== 'wrap') return action;
  return readiness === 'ready' ? 'would' : 'plain';
}

/** Whether somebody should look at a link before the mail is sent. */
export function needsAttention(mark: Mark): boolean {
  return mark === 'refuse' || mark === 'warning';
}
