import { computed, signal } from '@preact/signals';
import { request } from '../messaging.ts';
import type { Project } from '../protocol.ts';

/** The account's projects; undefined until they are loaded. */
export const projects = signal<readonly Project[] | undefined>(undefined);

const chosenId = signal<string | null>(null);

/** The member's current project. */
export const chosenProject = computed(() => projects.value?.find(({ id }) => id === chosenId.value));

/** Loads the projects and which one is chosen; rejects with RequestFailed. */
export async function loadProjects(): Promise<void> {
  const { all, chosen } = await request('projects.list');
  projects.value = all;
  chosenId.value = chosen;
}

/** Switches to another project. */
export async function chooseProject(id: string): Promise<void> {
  chosenId.value = id;
  await request('projects.choose', id);
}

/** Creates a project and switches to it. */
export async function createProject(name: string): Promise<void> {
  const project = await request('projects.create', name);
  projects.value = [...(projects.value ?? []), project];
  chosenId.value = project.id;
}

/** Uses a domain for the links and the pixel of the chosen project. */
export async function attachDomain(domainId: string): Promise<void> {
  const projectId = chosenProject.value?.id;
  if (projectId === undefined) return;
  const changed = await request('projects.attach', { projectId, domainId });
  projects.value = projects.value?.map((project) => (project.id === changed.id ? changed : project));
}
