import { signal } from '@preact/signals';
import { api, type Outputs } from './client.ts';

export type Session = Outputs['accounts']['whoami'];

/** Who is signed in; undefined until that is known. */
export const session = signal<Session | undefined>(undefined);

/** Asks who is signed in; rejects where nobody is. */
export async function loadSession(): Promise<Session> {
  session.value = await api.accounts.whoami.query();
  return session.value;
}

/** Whether the member may change domains, projects and mailings. Buttons that would be refused are not shown. */
export function mayEdit(): boolean {
  const role = session.value?.member?.role;
  return role === 'editor' || role === 'owner';
}
