import { signal } from '@preact/signals';
import { requestSites } from '../browser.ts';
import { asFailure } from '../failure.ts';
import { ask } from '../messaging.ts';
import type { Account, Credentials, Failure } from '../protocol.ts';
import { sitePattern } from '../site/site-pattern.ts';

/** Who is signed in: unknown until the background has answered, then an account or nobody. */
export const account = signal<Account | 'unknown' | 'nobody'>('unknown');

/** Asks the background who is signed in. */
export async function loadAccount(): Promise<void> {
  account.value = (await ask('account.get')) ?? 'nobody';
}

/**
 * Asks the browser for the server's site, then the server for the account. Call it first thing in a click handler.
 * The browser's prompt may close the page, so the background knows beforehand what to do when it is answered.
 */
export async function signIn(credentials: Credentials): Promise<Failure | 'not-allowed' | undefined> {
  const allowed = requestSites([sitePattern(credentials.server) ?? credentials.server]);
  const intended = ask('account.intend', credentials);
  try {
    await intended;
    if (!(await allowed)) {
      await ask('account.intend', undefined);
      return 'not-allowed';
    }
    account.value = await ask('account.signIn', credentials);
    return undefined;
  } catch (error) {
    return asFailure(error);
  }
}

/** Removes the key from this device. */
export async function signOut(): Promise<void> {
  await ask('account.signOut');
  account.value = 'nobody';
}
