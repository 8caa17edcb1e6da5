import { session } from '../browser.ts';
import type { Credentials } from '../protocol.ts';

const entry = 'signInIntended';

/** Remembers a sign-in that waits for the browser's permission prompt, which may close the page that asked. */
export function intendSignIn(credentials: Credentials): Promise<void> {
  return session.set({ [entry]: credentials });
}

/** The sign-in that was waiting, once. */
export async function takeIntent(): Promise<Credentials | undefined> {
  const stored = await session.get(entry);
  await session.remove(entry);
  return stored[entry] as Credentials | undefined;
}
