/** A program that tests run and that may not be installed. */
export interface Program {
  /** The Debian package that contains it. */
  readonly package: string;
  /** What tests use it for. */
  readonly purpose: string;
  /** Arguments with which it exits successfully at once, to check that an unpacked copy runs. */
  readonly probe: readonly string[];
  /** Its path in the package, if it is not in a standard folder for programs. */
  readonly path?: string;
  /** Environment variables that point an unpacked copy to its files: variable and path in the package. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Every program that a test may ask for. */
export const programs = {
  caddy: { package: 'caddy', purpose: 'HTTPS in front of the server', probe: ['version'] },
  chromium: {
    package: 'chromium',
    purpose: 'the extension in a browser',
    path: 'usr/lib/chromium/chromium',
    // Not --version: most libraries are only loaded to display a page.
    probe: ['--headless', '--no-sandbox', '--disable-gpu', '--dump-dom', 'data:text/html,ready'],
    files: { FONTCONFIG_FILE: 'fonts.conf' },
  },
  curl: { package: 'curl', purpose: 'examples for a shell', probe: ['--version'] },
  jq: { package: 'jq', purpose: 'examples for a shell', probe: ['--version'] },
  knotd: { package: 'knot', purpose: 'an authoritative name server', probe: ['--version'] },
  'mkfs.ext4': {
    package: 'e2fsprogs',
    purpose: 'a file system that can be frozen',
    probe: ['-V'],
    files: { MKE2FS_CONFIG: 'etc/mke2fs.conf' },
  },
  'nats-server': { package: 'nats-server', purpose: 'events in NATS JetStream', probe: ['--version'] },
  nginx: { package: 'nginx', purpose: 'a proxy in front of servers that restart', probe: ['-v'] },
  openssl: {
    package: 'openssl',
    purpose: 'certificates and keys',
    probe: ['version'],
    files: { OPENSSL_CONF: 'etc/ssl/openssl.cnf' },
  },
  pebble: { package: 'pebble', purpose: 'a certificate authority that speaks ACME', probe: ['-help'] },
  pgbouncer: { package: 'pgbouncer', purpose: 'a pooler in front of the database', probe: ['--version'] },
  // The link to it is made when the package is installed; this is Debian 12's.
  php: { package: 'php-cli', purpose: 'examples in PHP', probe: ['-v'], path: 'usr/bin/php8.2' },
  ps: { package: 'procps', purpose: 'the state of a halted process', probe: ['--version'] },
  python3: { package: 'python3', purpose: 'examples in Python', probe: ['--version'] },
  strace: { package: 'strace', purpose: 'the order of system calls', probe: ['-V'] },
  unbound: { package: 'unbound', purpose: 'a validating resolver', probe: ['-V'] },
} as const satisfies Readonly<Record<string, Program>>;

export type ProgramName = keyof typeof programs;

export const programNames = Object.keys(programs) as ProgramName[];

/** A program by name, including the optional fields. */
export function declared(name: ProgramName): Program {
  return programs[name];
}
