import { APIError } from 'better-auth/api';
import { extensionClient } from './auth.ts';
import { headersOf, type SessionsNeeds, type Visitor } from './sessions.ts';

/** Whether a code waits for the answer of whoever is signed in, who is the only one from then on that may give it. */
export async function isCodeOpen({ auth }: SessionsNeeds, visitor: Visitor, code: string): Promise<boolean> {
  const verify = auth.api.deviceVerify({ query: { user_code: plain(code) }, headers: headersOf(visitor) });
  const found = await unlessRefused(verify);
  // What the program is, is said to its own person alone.
  return found?.status === 'pending' && found.client_id === extensionClient;
}

/** Lets the program that shows this code work as this member. False when the code is over, or another person's. */
export async function approveCode(needs: SessionsNeeds, visitor: Visitor, code: string, memberId: string) {
  const { auth, database } = needs;
  const userCode = plain(code);
  if (!(await isCodeOpen(needs, visitor, code))) return false;
  await database.deviceCode.updateMany({ where: { userCode, status: 'pending' }, data: { memberId } });
  const approved = await unlessRefused(auth.api.deviceApprove({ body: { userCode }, headers: headersOf(visitor) }));
  return approved !== undefined;
}

/** Tells the program that shows this code that it may not. */
export async function denyCode(needs: SessionsNeeds, visitor: Visitor, code: string): Promise<void> {
  if (!(await isCodeOpen(needs, visitor, code))) return;
  await unlessRefused(needs.auth.api.deviceDeny({ body: { userCode: plain(code) }, headers: headersOf(visitor) }));
}

/** As people write it, with the dash in its middle and in small letters. */
function plain(code: string): string {
  return code.replace(/[^a-z0-9]/gi, '').toUpperCase();
}

async function unlessRefused<Result>(answer: Promise<Result>): Promise<Result | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return undefined;
    throw error;
  }
}
