import { isIP } from 'node:net';
import { z } from 'zod';
import type { Config } from './config.ts';
import { ConfigError, logFormatOf, readEnvironment, strangersIn } from './environment.ts';
import { missingOidcSettings, oidcOf, oidcSettings } from './oidc-settings.ts';
import { type SettingText, texts } from './setting-texts.ts';
import {
  caOf,
  isAddress,
  isEncoded,
  isListenAddress,
  isProxyNetwork,
  isServerAddress,
  isThisMachine,
  listOf,
  masterKeys,
  secret,
  wholeNumber,
} from './values.ts';

const schema = z.object({
  PORT: wholeNumber(0, 65_535).default(8080).register(texts, {
    fallback: '8080',
    description: 'The port to listen on, 0 to 65535. 0 takes a free one.',
  }),
  WAYMARK_LISTEN: z.string().refine(isListenAddress).default('127.0.0.1').register(texts, {
    fallback: '127.0.0.1',
    description:
      'The IP address to listen on, or localhost. Use 0.0.0.0 or :: when requests come from other machines, such as a load balancer.',
  }),
  WAYMARK_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((address) => new URL(address))
    .refine((url) => url.href === `${url.origin}/`)
    .optional()
    .register(texts, {
      fallback: 'http://localhost:<PORT>',
      description:
        'Where members reach this server: http:// or https://, a host and a port if it is not the usual one, nothing behind it. Wrapped links take its scheme and port. While its host is this machine (localhost), Waymark is in try-out mode: tracking domains under .localhost are accepted and links may lead to this machine.',
    }),
  WAYMARK_TRUSTED_PROXIES: listOf(z.string().refine(isProxyNetwork)).default([]).register(texts, {
    fallback: 'none: X-Forwarded-For and X-Forwarded-Proto are ignored',
    description:
      'The proxies and load balancers in front of this server: IP addresses and networks, separated by commas, such as 10.0.0.5,10.1.0.0/16,2001:db8::/48, or loopback for a proxy on this machine. Only what they say of visitors is believed. Name nothing that anybody else can send requests from.',
  }),
  WAYMARK_DATA: z.string().default('./data').register(texts, {
    fallback: './data',
    description: 'The folder for the embedded database, the event log and the copy of the link map.',
  }),
  WAYMARK_MASTER_KEY: masterKeys.optional().register(texts, {
    fallback: 'none: it is in the file',
    description:
      'The master key that encrypts the secrets in the database, instead of a file: 32 bytes in base64, as `openssl rand -base64 32` makes them, the same for every server. While it is replaced, both keys, separated by a comma.',
  }),
  WAYMARK_MASTER_KEY_FILE: z.string().optional().register(texts, {
    fallback: 'master-key in WAYMARK_DATA',
    description:
      'The file with the master key, which every server of an installation needs, such as one that a secret store mounts. It is made at the first start.',
  }),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .refine(isEncoded)
    .optional()
    .register(texts, {
      fallback: 'an embedded PostgreSQL in WAYMARK_DATA',
      description:
        'A PostgreSQL server of your own, as postgresql://user:password@host:5432/database. In a password, write @ as %40, / as %2F, ? as %3F, # as %23 and % as %25.',
    }),
  WAYMARK_EVENT_SYNC: z.enum(['answer', 'interval']).default('answer').register(texts, {
    fallback: 'answer',
    description:
      'When an open or a click is on disk: `answer`, before it is answered, so that not even a power cut loses it; or `interval`, up to 100 ms later, which is faster. A crash of the server loses nothing either way.',
  }),
  WAYMARK_EVENT_LOG_LIMIT: z
    .string()
    .regex(/^\d{1,7}$/)
    .transform((megabytes) => Number(megabytes) * 1024 * 1024)
    .pipe(z.int().min(256 * 1024 * 1024))
    .default(10_240 * 1024 * 1024)
    .register(texts, {
      fallback: '10240',
      description:
        'How many megabytes the event log may take while the database is away, 256 to 9999999; a million events take about 200. Beyond it links keep working, and the events that are lost are counted.',
    }),
  NATS_URL: listOf(
    z
      .url({ protocol: /^(nats|tls)$/ })
      .refine(isEncoded)
      .transform((address) => new URL(address)),
  )
    .optional()
    .register(texts, {
      fallback: 'none: events go to the database through files of this server',
      description:
        'NATS with JetStream that events go through, shared by all servers, as nats://user:password@nats.example.com:4222 or tls://…; several of a cluster separated by commas.',
    }),
  NATS_CREDS: z.string().optional().register(texts, {
    fallback: 'none',
    description: 'The credentials file of NATS, where users have one.',
  }),
  WAYMARK_PROCESSES: wholeNumber(1, 64).default(1).register(texts, {
    fallback: '1',
    description:
      'How many processes answer on the port, 1 to 64: one for each processor core that links may use. Each keeps an event log and a copy of the link map of its own, in WAYMARK_DATA.',
  }),
  WAYMARK_CACHED_LINKS: wholeNumber(1000, 10_000_000).default(1_000_000).register(texts, {
    fallback: '1000000',
    description:
      'How many links each process keeps in memory, 1000 to 10000000, at about 200 bytes each. All others are read from its copy of the link map in WAYMARK_DATA when they are clicked, which takes some microseconds.',
  }),
  WAYMARK_CNAME_ZONE: z
    .hostname()
    .transform((name) => name.toLowerCase().replace(/\.$/, ''))
    .optional()
    .register(texts, {
      fallback: 'cname.<host of WAYMARK_PUBLIC_URL>',
      description:
        'The DNS zone in which every tracking domain gets a CNAME target of its own: <random>.<this zone>. Needed when the host of WAYMARK_PUBLIC_URL is an IP address.',
    }),
  WAYMARK_DNS_SERVERS: listOf(z.string().refine(isServerAddress))
    .refine((servers) => new Set(servers).size > 1)
    .default(['1.1.1.1', '8.8.8.8', '9.9.9.9'])
    .register(texts, {
      fallback: '1.1.1.1,8.8.8.8,9.9.9.9',
      description:
        'Resolvers that domain checks ask, two or more: IP addresses, with a port where it is not 53, separated by commas, such as 192.0.2.53,[2001:db8::53]:5353. Public ones see what readers see.',
    }),
  WAYMARK_DNS_AUTHORITATIVE_PORT: wholeNumber(1, 65_535).default(53).register(texts, {
    fallback: '53',
    description:
      'The port at which domain checks ask the servers that hold a zone. Another one is only of use where a network or a test redirects it.',
  }),
  WAYMARK_PRIVATE_ADDRESSES: listOf(z.string().refine((address) => isIP(address) !== 0))
    .default([])
    .register(texts, {
      fallback: 'none',
      description:
        'IP addresses that are not public and that domain checks may connect to all the same, separated by commas: those of your own servers, where tracking domains are used inside a private network. In try-out mode this machine is always one.',
    }),
  WAYMARK_CHECKS_PER_SECOND: wholeNumber(1, 99_999).default(100).register(texts, {
    fallback: '100',
    description:
      'How many scheduled checks of tracking domains this server begins in a second at most, 1 to 99999. 100 are eight million domains a day.',
  }),
  WAYMARK_QUESTIONS_PER_SECOND: wholeNumber(50, 99_999).default(1000).register(texts, {
    fallback: '1000',
    description:
      'How many questions a second this server asks each of the resolvers in WAYMARK_DNS_SERVERS at most, 50 to 99999; a check of a domain asks about ten. Checks wait for their turn, and new ones begin later. Google Public DNS answers 1500 from one address; with several servers behind one address, give each its share. Raise it when the resolvers are your own.',
  }),
  WAYMARK_REQUESTS_PER_MINUTE: wholeNumber(1, 9_999_999).default(3000).register(texts, {
    fallback: '3000',
    description:
      'How many requests a minute each key may send to the API under /api/v1, to each process of each server, 1 to 9999999. Beyond it they are answered with 429 and when to go on.',
  }),
  WAYMARK_CA: listOf(z.string().toLowerCase().pipe(z.hostname())).default(['letsencrypt.org']).register(texts, {
    fallback: 'letsencrypt.org',
    description:
      'The certificate authority of your proxy, as CAA records name it; several names separated by commas. A domain whose CAA records do not allow it is warned about.',
  }),
  WAYMARK_CA_ACCOUNT: z
    .url({ protocol: /^https$/ })
    .optional()
    .register(texts, {
      fallback: 'none',
      description:
        'The address of the ACME account that orders certificates, such as https://acme-v02.api.letsencrypt.org/acme/acct/1234. With it, CAA records that name another account are noticed.',
    }),
  WAYMARK_TLS_ASK_SECRET: secret.optional().register(texts, {
    fallback: 'none: no certificate is allowed',
    description:
      'What the proxy puts at the end of /internal/tls/ask/ when it asks whether a host may have a certificate: 16 to 128 letters, digits, _ and -.',
  }),
  WAYMARK_METRICS_SECRET: secret.optional().register(texts, {
    fallback: 'none: nobody may read them',
    description:
      'What Prometheus sends as its bearer token when it reads /metrics: 16 to 128 letters, digits, _ and -.',
  }),
  WAYMARK_DOMAIN_CONNECT_KEY: z.string().optional().register(texts, {
    fallback: 'none: members create their records by hand',
    description:
      'The file of an RSA key in PEM that signs Domain Connect requests, by which DNS providers create the CNAME record of a tracking domain.',
  }),
  WAYMARK_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .refine(isEncoded)
    .optional()
    .register(texts, {
      fallback: 'none: alerts are not mailed',
      description:
        'The mail server that alerts are sent through, as smtps://user:password@smtp.example.com or smtp://localhost:25.',
    }),
  WAYMARK_MAIL_FROM: z
    .string()
    .regex(/^[^<>@\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/)
    .optional()
    .register(texts, {
      fallback: 'Waymark <waymark@<host of WAYMARK_PUBLIC_URL>>',
      description: 'The sender of alerts, as name@example.com or Name <name@example.com>.',
    }),
  ...oidcSettings,
  WAYMARK_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').register(texts, {
    fallback: 'info',
    description: 'How much is logged: debug, info, warn, error or silent.',
  }),
  WAYMARK_LOG_FORMAT: z.enum(['json', 'text']).optional().register(texts, {
    fallback: 'text where standard output is a terminal, otherwise json',
    description:
      'How start, stop and a failed start are told: as entries of the log, which is JSON, or as text for a person.',
  }),
});

export type { Config } from './config.ts';

type SettingName = keyof typeof schema.shape;

/** Every setting with its default and description, in the order in which an operator needs them. */
export const settings: readonly (SettingText & { readonly name: string })[] = Object.entries(schema.shape).map(
  ([name, shape]) => ({ name, ...textOf(shape) }),
);

const names = Object.keys(schema.shape) as SettingName[];

/** Variables that look like settings, and that no setting is near enough to be meant: perhaps those of another version. */
export function unknownSettings(environment: Readonly<Record<string, string | undefined>> = process.env): string[] {
  return strangersIn(environment, names).unknown;
}

/**
 * Reads every setting, by default from the environment and the file `.env`. Throws a ConfigError that names all that cannot
 * be used, and all that are misspelled.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = readEnvironment()): Config {
  // An empty variable is how shells and compose files write "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const { misspelled } = strangersIn(given, names);
  const result = schema.safeParse(given);
  const wrong = new Set(result.error?.issues.map(({ path }) => path[0] as SettingName));
  if (!given['WAYMARK_CNAME_ZONE'] && needsZone(given['WAYMARK_PUBLIC_URL'])) wrong.add('WAYMARK_CNAME_ZONE');
  for (const name of missingOidcSettings(given)) wrong.add(name);
  const sentences = [
    ...misspelled.map(({ name, meant }) => `${name} is not a setting. Did you mean ${meant}?`),
    ...names.filter((name) => wrong.has(name)).map(complaint),
  ];
  if (!result.success || sentences.length > 0) throw new ConfigError(sentences);
  const values = result.data;
  const publicUrl = values.WAYMARK_PUBLIC_URL;
  const hostname = publicUrl?.hostname ?? 'localhost';
  const tryOut = isThisMachine(hostname);
  return {
    port: values.PORT,
    listen: values.WAYMARK_LISTEN,
    publicUrl,
    trustedProxies: values.WAYMARK_TRUSTED_PROXIES,
    dataFolder: values.WAYMARK_DATA,
    masterKeys: values.WAYMARK_MASTER_KEY,
    masterKeyFile: values.WAYMARK_MASTER_KEY_FILE,
    databaseUrl: values.DATABASE_URL,
    processes: values.WAYMARK_PROCESSES,
    maxCachedLinks: values.WAYMARK_CACHED_LINKS,
    eventSync: values.WAYMARK_EVENT_SYNC,
    eventLogLimit: values.WAYMARK_EVENT_LOG_LIMIT,
    natsUrl: values.NATS_URL,
    natsCredentials: values.NATS_CREDS,
    cnameZone: values.WAYMARK_CNAME_ZONE ?? `cname.${isAddress(hostname) ? 'localhost' : hostname}`,
    dnsServers: values.WAYMARK_DNS_SERVERS,
    dnsAuthoritativePort: values.WAYMARK_DNS_AUTHORITATIVE_PORT,
    privateAddresses: values.WAYMARK_PRIVATE_ADDRESSES,
    checksPerSecond: values.WAYMARK_CHECKS_PER_SECOND,
    questionsPerSecond: values.WAYMARK_QUESTIONS_PER_SECOND,
    requestsPerMinute: values.WAYMARK_REQUESTS_PER_MINUTE,
    ca: publicUrl?.protocol === 'https:' ? caOf(values.WAYMARK_CA, values.WAYMARK_CA_ACCOUNT) : null,
    tlsAskSecret: values.WAYMARK_TLS_ASK_SECRET,
    metricsSecret: values.WAYMARK_METRICS_SECRET,
    domainConnectKey: values.WAYMARK_DOMAIN_CONNECT_KEY,
    smtpUrl: values.WAYMARK_SMTP_URL,
    mailFrom: values.WAYMARK_MAIL_FROM ?? `Waymark <waymark@${hostname}>`,
    oidc: oidcOf(values),
    logLevel: values.WAYMARK_LOG_LEVEL,
    logFormat: logFormatOf(given),
    tryOut,
  };
}

function textOf(shape: z.ZodType): SettingText {
  const text = texts.get(shape);
  if (!text) throw new Error('Every setting needs a default and a description.');
  return text;
}

function complaint(name: SettingName): string {
  const { fallback, description } = textOf(schema.shape[name]);
  return `${name} cannot be used as it is. ${description} Default: ${fallback}.`;
}

/** No zone can be below an IP address. */
function needsZone(address: string | undefined): boolean {
  const url = schema.shape.WAYMARK_PUBLIC_URL.safeParse(address).data;
  return url !== undefined && isAddress(url.hostname) && !isThisMachine(url.hostname);
}
