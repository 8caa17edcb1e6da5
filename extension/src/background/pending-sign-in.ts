import { session } from '../browser.ts';
import type { Credentials } from '../protocol.ts';

const storageKey = 'pendingSignIn';

/** Remembers a sign-in, because the browser's permission prompt may close the page; undefined clears it. */
export function setPendingSignIn(credentials: Credentials | undefined): Promise<void> {
  return credentials ? session.set({ [storageKey]: credentials }) : session.remove(storageKey);
}

/** Returns the pending sign-in and clears it. */
export async function takePendingSignIn(): Promise<Credentials | undefined> {
  const stored = await session.get(storageKey);
  await session.remove(storageKey);
  return stored[storageKey] as Credentials | undefined;
}
