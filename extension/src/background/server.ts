import { createWaymark, type Waymark, WaymarkError } from '@waymark/sdk';
import type { Account, Credentials, ErrorReport } from '../protocol.ts';
import { load, save } from '../storage.ts';

interface Connection extends Credentials {
  readonly waymark: Waymark;
}

// Only a cache: after an idle shutdown of the background it is rebuilt from storage.
let connection: Connection | undefined;

/** The signed-in member's connection, or undefined. */
export async function currentWaymark(): Promise<Waymark | undefined> {
  const { signedIn } = await load();
  if (signedIn === null) return undefined;
  if (connection?.server !== signedIn.server || connection.key !== signedIn.key) {
    connection = { ...signedIn, waymark: connect(signedIn) };
  }
  return connection.waymark;
}

/** The signed-in member's connection; throws `signed_out`. */
export async function requireWaymark(): Promise<Waymark> {
  const waymark = await currentWaymark();
  if (waymark) return waymark;
  throw new WaymarkError('signed_out', 'You are not signed in.', 'Sign in with your server’s address and your key.');
}

/** The address of any page of the server stands for it. Nothing is tried again: somebody is waiting, and can. */
function connect({ server, key }: Credentials): Waymark {
  const address = URL.parse(server.trim());
  return createWaymark({ server: address?.host ? address.origin : server, key, retries: 0 });
}

/** Drops cached settings, so that the next preview fetches them again. */
export function resetConnection(): void {
  connection = undefined;
}

/** Signs in with a key, and stores it when it belongs to a member. */
export async function signIn(credentials: Credentials): Promise<Account> {
  const { account, member, keyKind } = await connect(credentials).api.accounts.whoami.query();
  if (keyKind !== 'member' || member === null) {
    throw new WaymarkError('wrong_key_kind', 'This key does not belong to a member.', 'Enter a key from wm_mem_…');
  }
  const signedIn: Account = { server: credentials.server, name: account.name, member: member.name };
  resetConnection();
  await save({ signedIn: { ...signedIn, key: credentials.key }, projectId: null });
  return signedIn;
}

/** Removes the key from this device. */
export async function signOut(): Promise<void> {
  resetConnection();
  await save({ signedIn: null, projectId: null });
}

/** Who is signed in, without the key. */
export async function account(): Promise<Account | undefined> {
  const { signedIn } = await load();
  return signedIn === null ? undefined : { server: signedIn.server, name: signedIn.name, member: signedIn.member };
}

/** Any error in the shape that pages and frames receive. */
export function errorOf(error: unknown): ErrorReport {
  if (error instanceof WaymarkError) return { code: error.code, message: error.message, hint: error.hint };
  return { code: 'unexpected', message: error instanceof Error ? error.message : String(error), hint: '' };
}
