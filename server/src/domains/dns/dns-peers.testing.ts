import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { program } from '@waymark/testing/needs';
import { freePort } from '../../net/both-ways.testing.ts';
import { DnsClient } from '../../net/dns-client.ts';
import { dnsServer } from '../../net/dns-server.ts';
import { failing, startMisbehavingServer } from '../../net/misbehaving-server.testing.ts';

const zones = fileURLToPath(new URL('zones', import.meta.url));
/** Delegated to a server that does not host them. */
const lame = ['lame.com', 'away.brand.com'];
const startTimeoutMs = 10_000;

/** Knot DNS, which hosts the zones beside this file, and Unbound, a validating resolver that knows only those. */
export interface DnsPeers {
  readonly port: number;
  /** Two resolvers: `127.0.0.1:<port>`. */
  readonly resolvers: readonly string[];
  stop(): Promise<void>;
}

export async function startDnsPeers(): Promise<DnsPeers> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-dns-'));
  const port = await freePort();
  const refusing = await startMisbehavingServer(failing(5));
  const resolverPorts = [await freePort(), await freePort()];
  await writeFile(join(folder, 'knot.conf'), knotSettings(folder, port));
  await writeFile(join(folder, 'unbound.conf'), unboundSettings(folder, port, refusing.at.port, resolverPorts));
  const children = [
    spawn(program('knotd'), ['-c', join(folder, 'knot.conf')], { stdio: 'ignore' }),
    spawn(program('unbound'), ['-d', '-c', join(folder, 'unbound.conf')], { stdio: 'ignore' }),
  ];
  const stop = async () => {
    await Promise.all([...children.map(ended), refusing.stop()]);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all([port, ...resolverPorts].map(answers));
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, resolvers: resolverPorts.map((one) => `127.0.0.1:${one}`), stop };
}

function knotSettings(folder: string, port: number): string {
  const zone = (name: string) =>
    `  - domain: ${name}\n    file: ${join(zones, name === '.' ? 'root.zone' : `${name}.zone`)}\n`;
  return `server:
    rundir: ${folder}
    listen: 127.0.0.1@${port}
database:
    storage: ${folder}
template:
  - id: default
    zonefile-sync: -1
    journal-content: none
zone:
${zoneNames().map(zone).join('')}`;
}

function stub(name: string, port: number): string {
  return `stub-zone:\n  name: "${name}"\n  stub-addr: 127.0.0.1@${port}\n`;
}

function zoneNames(): readonly string[] {
  return readdirSync(zones).map((file) => (file === 'root.zone' ? '.' : file.replace(/\.zone$/, '')));
}

/**
 * All zones are on one port other than 53, which a resolver has to be told. The trust anchor is for an unsigned zone,
 * so every answer from it is bogus.
 */
function unboundSettings(folder: string, port: number, refusing: number, resolverPorts: readonly number[]): string {
  return `server:
  directory: "${folder}"
  chroot: ""
  username: ""
  pidfile: ""
  use-syslog: no
  verbosity: 0
${resolverPorts.map((one) => `  interface: 127.0.0.1@${one}\n`).join('')}  do-ip6: no
  do-not-query-localhost: no
  module-config: "validator iterator"
  trust-anchor: "unsigned.com. DS 12345 13 2 ${'ab'.repeat(32)}"
remote-control:
  control-enable: no
${zoneNames()
  .map((name) => stub(name, port))
  .join('')}${lame.map((name) => stub(name, refusing)).join('')}`;
}

async function answers(port: number): Promise<void> {
  const client = new DnsClient();
  const question = { name: 'brand.com', type: 'NS', recursive: true } as const;
  const until = Date.now() + startTimeoutMs;
  while (Date.now() < until) {
    const result = await client.ask(dnsServer('127.0.0.1', port), question, { at: Date.now() + 300 });
    if (typeof result === 'object' && result.code === 0) return client.close();
    await sleep(50);
  }
  client.close();
  throw new Error(`The DNS server on port ${port} did not start.`);
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null) return done();
    child.once('exit', () => done());
    child.kill('SIGKILL');
  });
}
