import { local } from './browser.ts';
import type { Account, Credentials, PanelLayout } from './protocol.ts';

/** What is stored on this device. The key in `signedIn` never leaves the background. */
export interface Stored {
  readonly signedIn: (Credentials & Account) | null;
  readonly projectId: string | null;
  readonly panel: PanelLayout;
}

const defaults: Stored = {
  signedIn: null,
  projectId: null,
  panel: { corner: 'bottom-right', open: true },
};

type Shape = Readonly<Record<string, unknown>>;

/**
 * Numbered steps from one stored shape to the next: step n turns version n-1 into version n. A released step is never
 * edited; a change of shape appends one.
 */
export const steps: readonly ((before: Shape) => Shape)[] = [
  function firstShape(before) {
    return { ...defaults, ...before };
  },
  function prefixedIds({ projectId, ...before }) {
    const isUuid = typeof projectId === 'string' && !projectId.startsWith('prj_');
    return { ...before, projectId: isUuid ? `prj_${projectId.replaceAll('-', '')}` : projectId };
  },
];

/** Upgrades stored data to the newest shape and removes keys that this shape does not have. */
export async function upgradeStorage(): Promise<void> {
  const { version, ...stored } = await local.get(null);
  const from = typeof version === 'number' ? version : 0;
  if (from >= steps.length) return;
  const shape = steps.slice(from).reduce<Shape>((before, step) => step(before), stored);
  const known = Object.keys(defaults);
  const unknown = Object.keys(stored).filter((key) => !known.includes(key));
  await local.remove(unknown);
  await local.set({ ...Object.fromEntries(known.map((key) => [key, shape[key]])), version: steps.length });
}

/** Reads what is stored, with defaults for what is missing. */
export async function load(): Promise<Stored> {
  return (await local.get({ ...defaults })) as unknown as Stored;
}

/** Stores changes and leaves the rest as it is. */
export function save(changes: Partial<Stored>): Promise<void> {
  return local.set({ ...changes });
}
