import { z } from 'zod';

/** Every setting: how it is read, its default, and the line that `docs/operators/environment.md` shows. */
export const settings = {
  PORT: {
    shape: z.coerce.number().int().min(0).max(65535).default(8080),
    fallback: '8080',
    description: 'The port to listen on. 0 takes a free one.',
  },
  WAYMARK_LISTEN: {
    shape: z.string().min(1).default('127.0.0.1'),
    fallback: '127.0.0.1',
    description: 'The address to listen on. Use 0.0.0.0 or :: behind a load balancer on another machine.',
  },
  WAYMARK_PUBLIC_URL: {
    shape: z.url({ protocol: /^https?$/ }).optional(),
    fallback: 'http://localhost:<PORT>',
    description:
      'Where members reach this server. Wrapped links take its scheme and port. While its host is this machine (localhost), Waymark is in try-out mode: tracking domains under .localhost are accepted and links may lead to this machine.',
  },
  WAYMARK_DATA: {
    shape: z.string().min(1).default('./data'),
    fallback: './data',
    description: 'The folder for the embedded database and the event log.',
  },
  DATABASE_URL: {
    shape: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    fallback: 'an embedded PostgreSQL in WAYMARK_DATA',
    description: 'A PostgreSQL server of your own, as postgresql://user:password@host:5432/database.',
  },
  WAYMARK_CNAME_ZONE: {
    shape: z.hostname().optional(),
    fallback: 'cname.<host of WAYMARK_PUBLIC_URL>',
    description: 'The zone in which every tracking domain gets a CNAME target of its own: <random>.<this zone>.',
  },
  WAYMARK_DNS_SERVERS: {
    shape: z
      .string()
      .transform((list) => list.split(',').map((server) => server.trim()))
      .pipe(z.array(z.string().regex(/^(\d{1,3}(\.\d{1,3}){3}(:\d+)?|\[[0-9a-f:]+\](:\d+)?)$/i)).min(1))
      .optional(),
    fallback: "the machine's resolvers",
    description: 'Resolvers that domain checks ask, as addresses with an optional port, separated by commas.',
  },
  WAYMARK_LOG_LEVEL: {
    shape: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    fallback: 'info',
    description: 'How much is logged.',
  },
} as const;

const schema = z.object({
  PORT: settings.PORT.shape,
  WAYMARK_LISTEN: settings.WAYMARK_LISTEN.shape,
  WAYMARK_PUBLIC_URL: settings.WAYMARK_PUBLIC_URL.shape,
  WAYMARK_DATA: settings.WAYMARK_DATA.shape,
  DATABASE_URL: settings.DATABASE_URL.shape,
  WAYMARK_CNAME_ZONE: settings.WAYMARK_CNAME_ZONE.shape,
  WAYMARK_DNS_SERVERS: settings.WAYMARK_DNS_SERVERS.shape,
  WAYMARK_LOG_LEVEL: settings.WAYMARK_LOG_LEVEL.shape,
} satisfies Record<keyof typeof settings, z.ZodType>);

export interface Config {
  readonly port: number;
  readonly listen: string;
  /** Undefined: http://localhost and the port that was taken. */
  readonly publicUrl: URL | undefined;
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  readonly cnameZone: string;
  readonly dnsServers: readonly string[] | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Members reach this server on their own machine only: names under .localhost may be used to try Waymark without DNS. */
  readonly tryOut: boolean;
}

/** A setting that cannot be used; the message names it, what was wrong and what to write. Its value is never repeated: it may be a secret. */
export class ConfigError extends Error {}

/** Reads every setting. Throws a ConfigError of one sentence for the first that is wrong. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  // An empty variable is how shells and compose files write "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) {
    const name = String(result.error.issues[0]?.path[0]) as keyof typeof settings;
    throw new ConfigError(
      `${name} cannot be used as it is. ${settings[name].description} Default: ${settings[name].fallback}.`,
    );
  }
  const values = result.data;
  const publicUrl = values.WAYMARK_PUBLIC_URL === undefined ? undefined : new URL(values.WAYMARK_PUBLIC_URL);
  const hostname = publicUrl?.hostname ?? 'localhost';
  return {
    port: values.PORT,
    listen: values.WAYMARK_LISTEN,
    publicUrl,
    dataFolder: values.WAYMARK_DATA,
    databaseUrl: values.DATABASE_URL,
    cnameZone: values.WAYMARK_CNAME_ZONE?.toLowerCase() ?? `cname.${hostname}`,
    dnsServers: values.WAYMARK_DNS_SERVERS,
    logLevel: values.WAYMARK_LOG_LEVEL,
    tryOut:
      hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]',
  };
}
