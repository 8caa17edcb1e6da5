import type { IncomingMessage } from 'node:http';
import type { Database } from '@waymark/prisma';
import { createSessionCookies } from '../http/sign-in/session-cookie.ts';
import { createAttempts } from '../sign-in/attempts.ts';
import { createAuth } from '../sign-in/auth.ts';
import { createSignInMails, type SignInMailNeeds } from '../sign-in/mails.ts';
import { signInSecret } from '../sign-in/secret.ts';

interface SignInParts extends SignInMailNeeds {
  readonly database: Database;
  readonly address: string;
  readonly saidAddress: (request: IncomingMessage) => string | undefined;
}

/** What signing in consists of, for the pages and for the API. */
export async function createSignIn({ database, address, saidAddress, ...mailing }: SignInParts) {
  const auth = createAuth({ database, address, secret: await signInSecret(database) });
  const sessions = { database, saidAddress, auth };
  return {
    sessions,
    ...createSessionCookies(sessions),
    attempts: createAttempts(database),
    mails: createSignInMails(mailing),
  };
}
