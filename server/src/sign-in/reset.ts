import { randomBytes } from 'node:crypto';
import type { Database } from '@waymark/prisma';
import { APIError } from 'better-auth/api';
import { ApiError } from '../rpc/api-error.ts';
import type { Auth } from './auth.ts';

const hourMs = 3_600_000;

/** What resetting passwords needs. */
export interface ResetNeeds {
  readonly auth: Auth;
  readonly database: Database;
  readonly now: () => Date;
}

/** The identifier by which better-auth knows the token of a reset; it stores a hash of it. */
const identifierOf = (token: string) => `reset-password:${token}`;

/** The path of a page on which somebody chooses a new password, once; undefined when nobody signs in with the address. */
export async function resetPathFor(needs: ResetNeeds, email: string): Promise<string | undefined> {
  const person = await needs.database.person.findUnique({ where: { email } });
  return person ? makeResetPath(needs, person.id, hourMs) : undefined;
}

/** Whether a reset link still works. */
export async function resetTokenWorks({ auth, now }: ResetNeeds, token: string): Promise<boolean> {
  const { internalAdapter } = await auth.$context;
  const found = await internalAdapter.findVerificationValue(identifierOf(token));
  return found !== null && found.expiresAt > now();
}

/** Sets a new password, and ends all sessions of the person. Throws reset_link_used. */
export async function resetPassword({ auth }: ResetNeeds, token: string, newPassword: string): Promise<void> {
  try {
    await auth.api.resetPassword({ body: { token, newPassword } });
  } catch (error) {
    if (error instanceof APIError && error.statusCode === 400) throw new ApiError('reset_link_used');
    throw error;
  }
}

/** The path of a page on which a person chooses a new password, once and for so long. */
export async function makeResetPath(
  { auth, now }: Omit<ResetNeeds, 'database'>,
  personId: string,
  forMs: number,
): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const { internalAdapter } = await auth.$context;
  const expiresAt = new Date(now().getTime() + forMs);
  await internalAdapter.createVerificationValue({ identifier: identifierOf(token), value: personId, expiresAt });
  return `/reset/${token}`;
}
