import type { Database } from '@waymark/prisma';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { betterAuth } from 'better-auth/minimal';
import { deviceAuthorization } from 'better-auth/plugins/device-authorization';
import { type Provider, providerPlugin } from './provider.ts';

/** The header in which better-auth is told the address of a visitor: one that no visitor can send. */
export const addressHeader = 'x-waymark-visitor';

/** How long a session lasts after it was last used, give or take a day. */
const sessionSeconds = 30 * 24 * 60 * 60;
const daySeconds = 24 * 60 * 60;

/** The only program that asks for keys by code. */
export const extensionClient = 'waymark-extension';

/** NIST SP 800-63B asks for length, and for no rules about characters. */
export const passwordLength = { min: 12, max: 128 } as const;

/** The name that better-auth gives to passwords among the ways in which people sign in. */
export const passwordProvider = 'credential';

/** What better-auth works with. */
export interface AuthNeeds {
  readonly database: Database;
  /** Where members reach this server. */
  readonly address: string;
  readonly secret: string;
  /** With which people can sign in besides passwords. */
  readonly provider?: Provider | undefined;
}

/** better-auth does passwords, sessions and tokens; accounts, members and roles are our own. */
export function createAuth({ database, address, secret, provider }: AuthNeeds) {
  return betterAuth({
    appName: 'Waymark',
    baseURL: address,
    basePath: '/auth',
    secret,
    telemetry: { enabled: false },
    // It would log addresses of people; what fails is thrown.
    logger: { disabled: true },
    plugins: [
      deviceAuthorization({
        verificationUri: '/device',
        expiresIn: '15m',
        validateClient: (id) => id === extensionClient,
      }),
      ...(provider ? [providerPlugin(provider)] : []),
    ],
    database: prismaAdapter(database, { provider: 'postgresql' }),
    user: { modelName: 'person' },
    account: { modelName: 'credential' },
    // Whoever reads the database can use no link that is on its way.
    verification: { storeIdentifier: 'hashed' },
    session: {
      expiresIn: sessionSeconds,
      updateAge: daySeconds,
      additionalFields: { memberId: { type: 'string', required: false, input: false } },
    },
    emailAndPassword: {
      enabled: true,
      // People are invited.
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      revokeSessionsOnPasswordReset: true,
    },
    // Ours count for all servers together, and by person as well.
    rateLimit: { enabled: false },
    advanced: {
      database: { generateId: 'uuid' },
      cookiePrefix: 'waymark',
      useSecureCookies: address.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;
