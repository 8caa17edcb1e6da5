import { session } from '../browser.ts';
import type { Credentials } from '../protocol.ts';

const entry = 'signInIntended';

/** Remembers a sign-in that waits for the browser's permission prompt, which may close the page that asked; or forgets it. */
export function intendSignIn(credentials: Credentials | undefined): Promise<void> {
  return credentials ? session.set({ [entry]: credentials }) : session.remove(entry);
}

/** The sign-in that was waiting, once. */
export async function takeIntent(): Promise<Credentials | undefined> {
  const stored = await session.get(entry);
  await session.remove(entry);
  return stored[entry] as Credentials | undefined;
}
