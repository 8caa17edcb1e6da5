import type { Usage } from '../accounts/usage.ts';

/** What an account uses, for a person: used of what is allowed. */
export function toUsageRow(usage: Usage) {
  const of = (used: number, max: number | null) => (max === null ? `${used}` : `${used} of ${max}`);
  return {
    id: usage.id,
    name: usage.name,
    state: usage.suspended === null ? 'active' : `suspended ${usage.suspended.slice(0, 10)}`,
    members: usage.members,
    projects: usage.projects,
    domains: of(usage.domains, usage.maxDomains),
    links: of(usage.links, usage.maxLinks),
    'events this month': of(usage.events, usage.maxMonthlyEvents),
    'not stored': usage.notStored,
  };
}
