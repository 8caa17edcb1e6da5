import { computed, signal } from '@preact/signals';
import { request } from '../messaging.ts';
import { attachDomain, chosenProject } from '../projects/state.ts';
import type { Domain } from '../protocol.ts';

/** The account's tracking domains; undefined until they are loaded. */
export const domains = signal<readonly Domain[] | undefined>(undefined);

/** The domain of the chosen project's links. */
export const projectDomain = computed(() => domains.value?.find(({ id }) => id === chosenProject.value?.clickDomainId));

/** Loads all domains; rejects with RequestFailed. */
export async function loadDomains(): Promise<void> {
  domains.value = await request('domains.list');
}

function upsert(changed: Domain): void {
  const others = domains.value ?? [];
  const known = others.some(({ id }) => id === changed.id);
  domains.value = known ? others.map((domain) => (domain.id === changed.id ? changed : domain)) : [...others, changed];
}

/** Adds a domain; rejects with RequestFailed, which says why a host is refused. */
export async function addDomain(host: string): Promise<Domain> {
  const domain = await request('domains.add', host.trim());
  upsert(domain);
  return domain;
}

/** Has the server check the domain now. */
export async function checkDomain(id: string): Promise<void> {
  upsert(await request('domains.check', id));
}

/** Uses a domain for the chosen project, and loads which projects use which. */
export async function useForProject(id: string): Promise<void> {
  await attachDomain(id);
  await loadDomains();
}
