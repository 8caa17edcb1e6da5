import { signal } from '@preact/signals';
import { requestSites } from '../browser.ts';
import { asErrorReport } from '../error-report.ts';
import { request } from '../messaging.ts';
import type { Account, Credentials, ErrorReport } from '../protocol.ts';
import { sitePattern } from '../site/site-pattern.ts';

/** Who is signed in: unknown until the background has answered, then an account or nobody. */
export const account = signal<Account | 'unknown' | 'nobody'>('unknown');

/** Loads who is signed in. */
export async function loadAccount(): Promise<void> {
  account.value = (await request('account.get')) ?? 'nobody';
}

/**
 * Requests access to the server's site, then signs in. Call it first thing in a click handler. The browser's prompt may
 * close the page, so the background gets the credentials beforehand and can finish the sign-in by itself.
 */
export async function signIn(credentials: Credentials): Promise<ErrorReport | 'not-allowed' | undefined> {
  const allowed = requestSites([sitePattern(credentials.server) ?? credentials.server]);
  const prepared = request('account.setPendingSignIn', credentials);
  try {
    await prepared;
    if (!(await allowed)) {
      await request('account.setPendingSignIn', undefined);
      return 'not-allowed';
    }
    account.value = await request('account.signIn', credentials);
    return undefined;
  } catch (error) {
    return asErrorReport(error);
  }
}

/** Removes the key from this device. */
export async function signOut(): Promise<void> {
  await request('account.signOut');
  account.value = 'nobody';
}
