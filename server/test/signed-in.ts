import { randomUUID } from 'node:crypto';
import type { Role } from '@waymark/prisma';
import { createAuth } from '../src/sign-in/auth.ts';
import { createPerson, hashPassword } from '../src/sign-in/person.ts';
import type { Asked } from './ask.ts';
import type { TestServer } from './test-server.ts';

/** What everybody's password is who is made here. */
export const password = 'four words of a test';

/** A form as a page of the server sends it. */
export function form(fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Asked {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
    body: new URLSearchParams(fields).toString(),
  };
}

/** The cookies that an answer sets, as a browser sends them back. */
export function cookiesOf({ headers }: { readonly headers: { readonly 'set-cookie'?: string[] | undefined } }): string {
  return (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
}

/** Somebody new with an e-mail address and a password, a member of these accounts. */
export async function newPerson(
  { database }: Pick<TestServer, 'database'>,
  ...memberships: readonly { readonly accountId: string; readonly role?: Role }[]
): Promise<{ readonly id: string; readonly email: string }> {
  const auth = createAuth({ database, address: 'http://localhost', secret: 'x'.repeat(32) });
  const email = `${randomUUID()}@example.com`;
  const id = await createPerson(database, { name: 'Ada', email, passwordHash: await hashPassword(auth, password) });
  for (const { accountId, role = 'owner' } of memberships)
    await database.member.create({ data: { accountId, name: 'Ada', role, personId: id } });
  return { id, email };
}

/** The `Cookie` header of a browser in which a new member of this account is signed in, or of a new account. */
export async function signedIn(
  server: TestServer,
  { accountId, role = 'owner' }: { readonly accountId?: string; readonly role?: Role } = {},
): Promise<string> {
  const account = accountId ?? (await server.make.account()).id;
  const { email } = await newPerson(server, { accountId: account, role });
  return cookiesOf(await server.ask('/sign-in', form({ email, password })));
}
