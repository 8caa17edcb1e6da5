/** A program that tests run and that a machine may lack. */
export interface Program {
  /** The Debian package that holds it. */
  readonly package: string;
  /** What tests do with it. */
  readonly purpose: string;
  /** Arguments that make it end at once, successfully: this is how an unpacked copy shows that it runs. */
  readonly probe: readonly string[];
  /** Where the program lies in its package, when that is no folder for programs. */
  readonly path?: string;
  /** Files that an unpacked copy has to be told about: variable and path in the package. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Every program that a test may ask for. */
export const programs = {
  caddy: { package: 'caddy', purpose: 'HTTPS in front of the server', probe: ['version'] },
  chromium: {
    package: 'chromium',
    purpose: 'the extension in a browser',
    path: 'usr/lib/chromium/chromium',
    // Not --version: most of what it needs is only loaded to show a page.
    probe: ['--headless', '--no-sandbox', '--disable-gpu', '--dump-dom', 'data:text/html,ready'],
    files: { FONTCONFIG_FILE: 'fonts.conf' },
  },
  knotd: { package: 'knot', purpose: 'an authoritative name server', probe: ['--version'] },
  'mkfs.ext4': {
    package: 'e2fsprogs',
    purpose: 'a file system that can be frozen',
    probe: ['-V'],
    files: { MKE2FS_CONFIG: 'etc/mke2fs.conf' },
  },
  'nats-server': { package: 'nats-server', purpose: 'events in NATS JetStream', probe: ['--version'] },
  openssl: {
    package: 'openssl',
    purpose: 'certificates and keys',
    probe: ['version'],
    files: { OPENSSL_CONF: 'etc/ssl/openssl.cnf' },
  },
  pebble: { package: 'pebble', purpose: 'a certificate authority that speaks ACME', probe: ['-help'] },
  ps: { package: 'procps', purpose: 'the state of a halted process', probe: ['--version'] },
  strace: { package: 'strace', purpose: 'the order of system calls', probe: ['-V'] },
  unbound: { package: 'unbound', purpose: 'a validating resolver', probe: ['-V'] },
} as const satisfies Readonly<Record<string, Program>>;

export type ProgramName = keyof typeof programs;

export const programNames = Object.keys(programs) as ProgramName[];

/** A program by name, with the fields that few of them have. */
export function declared(name: ProgramName): Program {
  return programs[name];
}
