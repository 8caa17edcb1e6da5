import type { Config } from '../config/settings.ts';

interface StartedServer {
  readonly address: string;
  readonly config: Config;
  /** Given until the first owner is set up. */
  readonly setupToken: string | undefined;
  /** Why the database is unavailable. */
  readonly missing?: string | undefined;
}

/** What an operator is told when the server is up: text for a terminal, or an entry of the log. */
export function createStartupBanner(server: StartedServer): string {
  return server.config.logFormat === 'json' ? entryOf(server) : textOf(server);
}

/** Not by way of the log, which would remove the link that the operator is waiting for. */
function entryOf({ address, config, setupToken, missing }: StartedServer): string {
  const time = Date.now();
  if (missing !== undefined) {
    const msg = 'Waymark answers links, and everything else begins as soon as the database can be reached';
    return JSON.stringify({ level: 40, time, msg, address, missing });
  }
  const setupLink = setupToken === undefined ? {} : { setupLink: `${address}/setup/${setupToken}` };
  const hints = hintsOf(config).map(({ subject, text }) => `${subject}: ${text}`);
  return JSON.stringify({
    ...{ level: 30, time, msg: 'Waymark is running', address, data: dataOf(config), ...setupLink },
    ...(hints.length > 0 && { hints }),
  });
}

function textOf({ address, config, setupToken, missing }: StartedServer): string {
  if (missing !== undefined) {
    return `
Waymark answers links, and keeps their clicks and opens.

  Address      ${address}
  Database     ${missing}
               Everything else begins as soon as it can be reached.
`;
  }
  const signIn =
    setupToken === undefined
      ? 'with your key, in the browser extension'
      : `open this link once to make your account and your key:\n               ${address}/setup/${setupToken}`;
  const hints = hintsOf(config).map(({ subject, text }) => `\n  ${subject.padEnd(12)} ${text}`);
  return `
Waymark is running.

  Address      ${address}
  Data         ${dataOf(config)}
  Sign in      ${signIn}${hints.join('')}
`;
}

function dataOf({ databaseUrl, dataFolder }: Config): string {
  return databaseUrl === undefined ? `embedded PostgreSQL in ${dataFolder}` : 'PostgreSQL named by DATABASE_URL';
}

/** What works otherwise than somebody may expect. */
function hintsOf({ publicUrl, trustedProxies, tlsAskSecret, tryOut }: Config) {
  // Waymark itself does not speak HTTPS.
  const isProxied = publicUrl?.protocol === 'https:';
  return [
    tryOut && {
      subject: 'Trying out',
      text: 'names under .localhost work as tracking domains on this machine, without DNS',
    },
    isProxied &&
      trustedProxies.length === 0 && {
        subject: 'Visitors',
        text: 'all seem to come from your proxy, until WAYMARK_TRUSTED_PROXIES names it',
      },
    isProxied &&
      tlsAskSecret === undefined && {
        subject: 'Certificates',
        text: 'the proxy may get none for tracking domains, until it asks with WAYMARK_TLS_ASK_SECRET',
      },
  ].filter((hint) => hint !== false && hint !== undefined);
}
