import { z } from 'zod';
import { texts } from './setting-texts.ts';

/** The account in the API's spelling: acc_ and 32 hex digits. */
const account = z
  .string()
  .regex(/^acc_[\da-f]{32}$/)
  .transform((id) => id.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));

/** The settings of a company's own provider of identities. */
export const oidcSettings = {
  WAYMARK_OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .register(texts, {
      fallback: 'none: members sign in with passwords',
      description:
        'The issuer of your OpenID Connect provider, such as https://login.example.com/realms/company: its discovery document is at /.well-known/openid-configuration below it. Members can sign in with it besides passwords. Its redirect address is /auth/callback/oidc below WAYMARK_PUBLIC_URL.',
    }),
  WAYMARK_OIDC_CLIENT_ID: z.string().min(1).optional().register(texts, {
    fallback: 'none',
    description: 'The client id of Waymark at your OpenID Connect provider. Needed with WAYMARK_OIDC_ISSUER.',
  }),
  WAYMARK_OIDC_CLIENT_SECRET: z.string().min(1).optional().register(texts, {
    fallback: 'none',
    description: 'The client secret of Waymark at your OpenID Connect provider. Needed with WAYMARK_OIDC_ISSUER.',
  }),
  WAYMARK_OIDC_NAME: z.string().min(1).max(60).optional().register(texts, {
    fallback: 'the host of WAYMARK_OIDC_ISSUER',
    description: 'How the page of sign-in calls your OpenID Connect provider, such as Example Company.',
  }),
  WAYMARK_OIDC_ACCOUNT: account.optional().register(texts, {
    fallback: 'none: people have to be invited first',
    description:
      'The id of the account, acc_…, of which people become members by signing in with your OpenID Connect provider, with the role that WAYMARK_OIDC_ROLE_CLAIM names.',
  }),
  WAYMARK_OIDC_ROLE_CLAIM: z.string().min(1).default('waymark_role').register(texts, {
    fallback: 'waymark_role',
    description:
      'The claim of the ID token that has the role: owner, editor or viewer, or a list with one of them. It is read at each sign-in; without a role in it nobody becomes a member, and members stay what they are.',
  }),
};

/** A provider of identities, if one is set. */
export interface OidcConfig {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly accountId: string | undefined;
  readonly roleClaim: string;
}

/** What these settings say together. */
export function oidcOf(values: z.infer<z.ZodObject<typeof oidcSettings>>): OidcConfig | undefined {
  const {
    WAYMARK_OIDC_ISSUER: issuer,
    WAYMARK_OIDC_CLIENT_ID: clientId,
    WAYMARK_OIDC_CLIENT_SECRET: clientSecret,
  } = values;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  const name = values.WAYMARK_OIDC_NAME ?? new URL(issuer).host;
  const [accountId, roleClaim] = [values.WAYMARK_OIDC_ACCOUNT, values.WAYMARK_OIDC_ROLE_CLAIM];
  return { name, issuer, clientId, clientSecret, accountId, roleClaim };
}

/** Those that are missing although others need them. */
export function missingOidcSettings(given: Readonly<Record<string, string | undefined>>) {
  if (!given['WAYMARK_OIDC_ISSUER']) return [];
  return (['WAYMARK_OIDC_CLIENT_ID', 'WAYMARK_OIDC_CLIENT_SECRET'] as const).filter((name) => !given[name]);
}
