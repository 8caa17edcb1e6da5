import { local } from './browser.ts';
import type { Account, Credentials, PanelPlace } from './protocol.ts';

/** What is kept on this device. The key in `signedIn` never leaves the background. */
export interface Stored {
  readonly signedIn: (Credentials & Account) | null;
  readonly projectId: string | null;
  readonly panel: PanelPlace;
}

const defaults: Stored = {
  signedIn: null,
  projectId: null,
  panel: { corner: 'bottom-right', open: true },
};

type Shape = Readonly<Record<string, unknown>>;

/**
 * Numbered steps from one stored shape to the next: step n turns version n-1 into version n. A step that was
 * released is never edited; a change of shape appends one.
 */
export const steps: readonly ((before: Shape) => Shape)[] = [
  function firstShape(before) {
    return { ...defaults, ...before };
  },
];

/** Brings what is stored to the newest shape and drops what that shape does not know. */
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

/** What is stored, with defaults for what is not yet. */
export async function load(): Promise<Stored> {
  return (await local.get({ ...defaults })) as unknown as Stored;
}

/** Changes some of it. */
export function save(changes: Partial<Stored>): Promise<void> {
  return local.set({ ...changes });
}
