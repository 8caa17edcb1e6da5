import { ApiError } from '../api-error.ts';
import type { ApiErrorCode } from '../api-errors.data.ts';
import { type Caller, projectOf } from '../caller.ts';
import { ids } from '../ids.ts';
import { projectKeys } from './project-keys.data.ts';

/** The kinds of things that belong to a project, each with the error when the project has no such thing. */
const kinds = {
  prj: { kind: 'project', id: ids.project, missing: 'no_such_project' },
  dom: { kind: 'domain', id: ids.domain, missing: 'no_such_domain' },
  mlg: { kind: 'mailing', id: ids.mailing, missing: 'no_such_mailing' },
  lnk: { kind: 'link', id: ids.link, missing: 'no_such_link' },
  app: { kind: 'app', id: ids.app, missing: 'no_such_app' },
  trl: { kind: 'trial', id: ids.trial, missing: 'no_such_trial' },
} as const satisfies Record<string, { missing: ApiErrorCode; kind: string; id: unknown }>;

/** A kind of thing that belongs to a project. */
export type KindInProject = (typeof kinds)[keyof typeof kinds]['kind'];

/** Whether a thing of the account is of this project, or attached to it. */
export type IsOfProject = (
  project: { readonly accountId: string; readonly projectId: string },
  kind: KindInProject,
  id: string | number,
) => Promise<boolean>;

/**
 * The input of a call as a key of one project may send it: unchanged, or with its project where none is named. Ids of
 * anything else are answered like ids that nobody has, before the procedure sees them. Throws key_of_project, no_such_….
 */
export async function withinProject(
  caller: Caller,
  path: string,
  { input, isOfProject }: { readonly input: unknown; readonly isOfProject: IsOfProject },
): Promise<unknown> {
  const projectId = projectOf(caller);
  const { accountId } = caller;
  if (projectId === null) return input;
  const how = Object.hasOwn(projectKeys, path) ? projectKeys[path] : undefined;
  if (how === undefined) return assertWholeAccount(caller);
  if (how !== 'named' && how !== 'filled') return input;
  if (typeof input !== 'object' && input !== undefined) return input;
  for (const text of Object.values(input ?? {})) await assertOfProject(text);
  if (how === 'named' || (input && 'projectId' in input)) return input;
  return { ...input, projectId: ids.project.encode(projectId) };

  async function assertOfProject(text: unknown): Promise<void> {
    const prefix = typeof text === 'string' ? text.slice(0, 3) : '';
    if (!Object.hasOwn(kinds, prefix)) return;
    const { kind, id, missing } = kinds[prefix as keyof typeof kinds];
    const read = id.schema.safeParse(text);
    if (read.success && !(await isOfProject({ accountId, projectId: projectId! }, kind, read.data)))
      throw new ApiError(missing);
  }
}

/** Refuses a key of one project what concerns the whole account. Throws key_of_project. */
export function assertWholeAccount(caller: Caller): void {
  if (projectOf(caller) !== null) throw new ApiError('key_of_project');
}
