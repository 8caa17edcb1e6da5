import { topLevelDomains } from './top-level.data.ts';

/** Whether a name ends as websites do: `brand.com` and `brand.рф`, and not `report.final`. */
export function endsWithTopLevel(host: string): boolean {
  const last = /([^.:]+)\.?(?::\d+)?$/.exec(host)?.[1]?.toLowerCase() ?? '';
  return topLevelDomains.has(last) || /[^ -~]/.test(last) || last.startsWith('xn--');
}
