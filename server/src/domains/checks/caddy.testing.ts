import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from '@waymark/testing/needs';
import { documented } from '../../../test/documented.ts';
import { freePort } from '../../net/both-ways.testing.ts';

/** What the proxy has to know to ask for certificates. */
export const askSecret = 'a-secret-of-the-proxy';

/** A real Caddy in front of servers, with the settings of docs/operators/https.md. */
export interface Caddy {
  readonly port: number;
  /** The certificate of its internal authority, in PEM; empty when it uses an external one. */
  readonly root: string;
  stop(): Promise<void>;
}

/** The ACME certificate authority to use. */
export interface AcmeAuthority {
  readonly directory: string;
  /** What a client of that authority has to trust, in PEM. */
  readonly trusted: string;
  /** The port to which the authority sends its HTTP-01 challenge. */
  readonly httpPort: number;
}

/**
 * Starts Caddy in front of the servers on these ports; it asks the first one before issuing a certificate, with
 * `askSecret`. Without `acme`, it issues certificates from its internal authority.
 */
export async function startCaddy(
  port: number,
  servers: readonly [number, ...number[]],
  acme?: AcmeAuthority,
): Promise<Caddy> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-caddy-'));
  await writeFile(join(folder, 'acme.pem'), acme?.trusted ?? '');
  await writeFile(join(folder, 'Caddyfile'), settings(port, servers, acme?.httpPort ?? (await freePort()), acme));
  const child = spawn(program('caddy'), ['run', '--config', 'Caddyfile', '--adapter', 'caddyfile'], {
    cwd: folder,
    stdio: 'ignore',
    env: { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, WAYMARK_TLS_ASK_SECRET: askSecret },
  });
  const stop = async () => {
    await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.race([
      listening(port),
      once(child, 'exit').then(() => Promise.reject(new Error('Caddy did not start.'))),
    ]);
    const root = acme ? '' : await readFile(join(folder, 'caddy/pki/authorities/local/root.crt'), 'utf8');
    return { port, root, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The documented Caddyfile with these ports, and without the block for members, whose host is not in DNS here. */
function settings(
  port: number,
  servers: readonly [number, ...number[]],
  httpPort: number,
  acme: AcmeAuthority | undefined,
): string {
  const options = ['admin off', 'skip_install_trust', `http_port ${httpPort}`, `https_port ${port}`];
  if (acme) options.push('email ops@waymark.example', `acme_ca ${acme.directory}`, 'acme_ca_root acme.pem');
  return documented('https.md', 'caddyfile')
    .replace(/^waymark\.example\.com \{\n[^}]*\n\}\n/m, '')
    .replace(/^\{\n/, `{\n${options.map((option) => `\t${option}\n`).join('')}`)
    .replace(/^\ttls \{\n/m, acme ? '\ttls {\n' : '\ttls {\n\t\tissuer internal\n')
    .replace('//127.0.0.1:8080/', `//127.0.0.1:${servers[0]}/`)
    .replace('reverse_proxy 127.0.0.1:8080', `reverse_proxy ${servers.map((one) => `127.0.0.1:${one}`).join(' ')}`);
}

/** Resolves when something is listening on the port. */
async function listening(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const isThere = await new Promise<boolean>((answered) => {
      socket.once('connect', () => answered(true)).once('error', () => answered(false));
    });
    socket.destroy();
    if (isThere) return;
    await new Promise((turn) => setTimeout(turn, 10));
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
