import type { Config } from '../config/settings.ts';

/**
 * The text that an operator reads when the server is up. `setupToken` is given until the first owner is set up;
 * `missing` says why the database is unavailable.
 */
export function createStartupBanner({
  address,
  config,
  setupToken,
  missing,
}: {
  address: string;
  config: Config;
  setupToken: string | undefined;
  missing?: string | undefined;
}): string {
  if (missing !== undefined) {
    return `
Waymark answers links, and keeps their clicks and opens.

  Address      ${address}
  Database     ${missing}
               Everything else begins as soon as it can be reached.
`;
  }
  const database =
    config.databaseUrl === undefined
      ? `embedded PostgreSQL in ${config.dataFolder}`
      : 'PostgreSQL named by DATABASE_URL';
  const signIn =
    setupToken === undefined
      ? 'with your key, in the browser extension'
      : `open this link once to make your account and your key:\n               ${address}/setup/${setupToken}`;
  const tryOut = config.tryOut
    ? '\n  Trying out   names under .localhost work as tracking domains on this machine, without DNS'
    : '';
  // Waymark itself does not speak HTTPS.
  const proxies =
    config.publicUrl?.protocol === 'https:' && config.trustedProxies.length === 0
      ? '\n  Visitors     all seem to come from your proxy, until WAYMARK_TRUSTED_PROXIES names it'
      : '';
  return `
Waymark is running.

  Address      ${address}
  Data         ${database}
  Sign in      ${signIn}${tryOut}${proxies}
`;
}
