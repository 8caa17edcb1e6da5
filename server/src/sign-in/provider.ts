import type { Database, Role } from '@waymark/prisma';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { z } from 'zod';
import { ApiError } from '../rpc/api-error.ts';
import { roles } from '../rpc/rights.data.ts';
import { changeRole } from './members.ts';

/** The provider of identities that the operator has set: a company's OpenID Connect. */
export interface Provider {
  /** How the button on the page of sign-in calls it. */
  readonly name: string;
  /** Its discovery document is below this address. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The account of which people become members by signing in; undefined: they have to be invited. */
  readonly accountId: string | undefined;
  /** The claim of the ID token that has their role. */
  readonly roleClaim: string;
}

/** What better-auth calls the provider, and the path of its callback ends with. */
export const providerId = 'oidc';

/** better-auth does the protocol: PKCE, state, nonce, and the signature of the ID token. */
export function providerPlugin({ name, issuer, clientId, clientSecret, accountId }: Provider) {
  return genericOAuth({
    config: [
      {
        providerId,
        name,
        discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        requireIdTokenVerification: true,
        clientId,
        clientSecret,
        scopes: ['openid', 'email', 'profile'],
        disableSignUp: accountId === undefined,
      },
    ],
  });
}

/**
 * Makes somebody whom the provider has just signed in a member of the operator's account, with the role that the ID token
 * names, and forgets the tokens. Without a role nothing changes. False for somebody who is a member of nothing.
 */
export async function admit(database: Database, provider: Provider, personId: string): Promise<boolean> {
  const credential = await database.credential.findFirst({ where: { userId: personId, providerId } });
  const role = credential?.idToken ? roleIn(credential.idToken, provider.roleClaim) : undefined;
  const forgotten = { accessToken: null, refreshToken: null, idToken: null };
  await database.credential.updateMany({ where: { userId: personId, providerId }, data: forgotten });
  if (provider.accountId !== undefined && role !== undefined)
    await giveRole(database, provider.accountId, personId, role);
  return (await database.member.count({ where: { personId } })) > 0;
}

async function giveRole(database: Database, accountId: string, personId: string, role: Role): Promise<void> {
  const where = { personId_accountId: { personId, accountId } };
  const { name } = await database.person.findUniqueOrThrow({ where: { id: personId } });
  const member = await database.member.upsert({ where, update: {}, create: { accountId, personId, name, role } });
  if (member.role === role) return;
  await changeRole(database, accountId, member.id, role).catch((error: unknown) => {
    // An account keeps its only owner, whatever the provider says.
    if (!(error instanceof ApiError && error.code === 'last_owner')) throw error;
  });
}

/** The highest role that a claim names: one, or one of several. better-auth has checked the token's signature. */
export function roleIn(idToken: string, claim: string): Role | undefined {
  const [, payload = ''] = idToken.split('.');
  const claims = z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  const named = [claims[claim]].flat();
  return roles.findLast((role) => named.includes(role));
}
