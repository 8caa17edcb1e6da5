import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { program } from '@waymark/testing/needs';
import { freePort } from '../../net/both-ways.testing.ts';
import { createAuthority } from '../../net/certificates.testing.ts';
import { requestAt } from '../../net/request-at.ts';

/** A certificate authority for tests that speaks ACME (RFC 8555). */
export interface Pebble {
  /** The URL of its ACME directory, and what a client has to trust, in PEM. */
  readonly directory: string;
  readonly trusted: string;
  /** The certificate of the authority that signs what it issues, in PEM. */
  readonly root: string;
  stop(): Promise<void>;
}

/** Starts it; it resolves names through `dns` and sends challenges to these ports. */
export async function startPebble(dns: string, httpPort: number, tlsPort: number): Promise<Pebble> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-pebble-'));
  const authority = createAuthority();
  const { cert, key } = authority.issue('localhost');
  const [port, managementPort] = [await freePort(), await freePort()];
  const pebble = {
    listenAddress: `127.0.0.1:${port}`,
    managementListenAddress: `127.0.0.1:${managementPort}`,
    certificate: join(folder, 'cert.pem'),
    privateKey: join(folder, 'key.pem'),
    httpPort,
    tlsPort,
  };
  await Promise.all([
    writeFile(pebble.certificate, cert),
    writeFile(pebble.privateKey, key),
    writeFile(join(folder, 'pebble.json'), JSON.stringify({ pebble })),
  ]);
  const child = spawn(program('pebble'), ['-config', join(folder, 'pebble.json'), '-dnsserver', dns], {
    stdio: 'ignore',
    env: { PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '0' },
  });
  const stop = async () => {
    await ended(child);
    authority.remove();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const root = await rootOf(new URL(`https://localhost:${managementPort}/roots/0`), authority.root);
    return { directory: `https://localhost:${port}/dir`, trusted: authority.root, root, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Polls until it has started. */
async function rootOf(address: URL, ca: string): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await requestAt(address, '127.0.0.1', { timeoutMs: 1000, ca }).catch(() => undefined);
    if (answer?.status === 200) return answer.body;
    await sleep(50);
  }
  throw new Error('Pebble did not start.');
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
