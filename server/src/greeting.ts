import type { Config } from './config.ts';

/** What an operator reads when the server is up. `setupToken` is given until the first owner is set up. */
export function greet({
  address,
  config,
  setupToken,
}: {
  address: string;
  config: Config;
  setupToken: string | undefined;
}): string {
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
  return `
Waymark is running.

  Address      ${address}
  Data         ${database}
  Sign in      ${signIn}${tryOut}
`;
}
