import type { DatabaseOrTransaction } from '@waymark/prisma';
import { z } from 'zod';
import { type Auth, passwordLength, passwordProvider } from './auth.ts';

/** An e-mail address with which somebody signs in. */
export const emailSchema = z.string().trim().toLowerCase().pipe(z.email().max(254));

/** A password that somebody chooses. */
export const passwordSchema = z.string().min(passwordLength.min).max(passwordLength.max);

/** The hash of a password, as it is stored. */
export async function hashPassword(auth: Auth, password: string): Promise<string> {
  return (await auth.$context).password.hash(password);
}

/** Somebody who is about to be one. */
export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  /** Whether it is certain that the address is theirs, so that a provider that knows it may sign them in. */
  readonly emailVerified?: boolean;
}

/** Creates somebody who signs in with an e-mail address and a password, and returns their id. */
export async function createPerson(
  database: DatabaseOrTransaction,
  { name, email, passwordHash, emailVerified = false }: NewPerson,
): Promise<string> {
  const { id } = await database.person.create({ data: { name, email, emailVerified } });
  await database.credential.create({
    data: { userId: id, providerId: passwordProvider, accountId: id, password: passwordHash },
  });
  return id;
}
