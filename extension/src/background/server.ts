import { createWaymark, type Waymark, WaymarkError } from '@waymark/plugin-sdk';
import type { Account, Credentials, Failure } from '../protocol.ts';
import { load, save } from '../storage.ts';

interface Connection extends Credentials {
  readonly waymark: Waymark;
}

// Only a cache: whatever the browser's idle shutdown takes is made again from what is stored.
let connection: Connection | undefined;

/** The server as the signed-in member sees it, or undefined. */
export async function connected(): Promise<Waymark | undefined> {
  const { signedIn } = await load();
  if (signedIn === null) return undefined;
  if (connection?.server !== signedIn.server || connection.key !== signedIn.key) {
    connection = { ...signedIn, waymark: createWaymark(signedIn) };
  }
  return connection.waymark;
}

/** The server as the signed-in member sees it; throws `signed_out`. */
export async function server(): Promise<Waymark> {
  const waymark = await connected();
  if (waymark) return waymark;
  throw new WaymarkError('signed_out', 'You are not signed in.', 'Sign in with your server’s address and your key.');
}

/** Forgets what was fetched, so that the next preview asks for settings again. */
export function forgetFetched(): void {
  connection = undefined;
}

/** Tries the key, and keeps it when it belongs to a member. */
export async function signIn(credentials: Credentials): Promise<Account> {
  const { account, member, keyKind } = await createWaymark(credentials).api.accounts.whoami.query();
  if (keyKind !== 'member' || member === null) {
    throw new WaymarkError('wrong_key_kind', 'This key does not belong to a member.', 'Enter a key from wm_mem_…');
  }
  const signedIn: Account = { server: credentials.server, name: account.name, member: member.name };
  forgetFetched();
  await save({ signedIn: { ...signedIn, key: credentials.key }, projectId: null });
  return signedIn;
}

/** Removes the key from this device. */
export async function signOut(): Promise<void> {
  forgetFetched();
  await save({ signedIn: null, projectId: null });
}

/** Who is signed in; the key stays here. */
export async function account(): Promise<Account | undefined> {
  const { signedIn } = await load();
  return signedIn === null ? undefined : { server: signedIn.server, name: signedIn.name, member: signedIn.member };
}

/** What our pages are told about an error of any kind. */
export function failureOf(error: unknown): Failure {
  if (error instanceof WaymarkError) return { code: error.code, message: error.message, advice: error.advice };
  return { code: 'unexpected', message: error instanceof Error ? error.message : String(error), advice: '' };
}
