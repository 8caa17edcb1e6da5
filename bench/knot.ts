import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { program } from '@waymark/testing/needs';

export const cnameZone = 'cname.waymark.example';
export const target = `k3x9t7m2w5q8.${cnameZone}`;
/** Zones, each with one correct tracking domain. */
export const brands = 3000;

/** The zone of a brand. */
export function nameOf(brand: number): string {
  return `b${String(brand).padStart(5, '0')}.com`;
}

/** The tracking domain of a brand. */
export function brandHost(brand: number): string {
  return `click.${nameOf(brand)}`;
}

const soa =
  '$TTL 300\n@ SOA ns1.dns.com. hostmaster.dns.com. 1 3600 600 86400 60\n@ NS ns1.dns.com.\n@ NS ns2.dns.com.\n';

/** Knot DNS with the zones of all brands, on a free loopback port. Throws when it is not installed. */
export async function startKnot(): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-bench-'));
  const port = await freePort();
  const file = (name: string) => join(folder, name);
  await Promise.all([
    writeFile(file('brand'), `${soa}click CNAME ${target}.\n`),
    writeFile(file('com'), soa),
    writeFile(file('dns'), `${soa}ns1 A 127.0.0.1\nns2 A 127.0.0.1\n`),
    writeFile(file('edge'), `${soa}* A 203.0.114.10\n`),
  ]);
  const zones = [
    ['com', 'com'],
    ['dns.com', 'dns'],
    [cnameZone, 'edge'],
    ...Array.from({ length: brands }, (_, brand) => [nameOf(brand), 'brand']),
  ];
  const zoneLines = zones.map(([name, from]) => `  - domain: ${name}\n    file: ${file(from!)}\n`).join('');
  await writeFile(
    file('knot.conf'),
    `server:\n    rundir: ${folder}\n    listen: 127.0.0.1@${port}\n    udp-workers: 1\ndatabase:\n    storage: ${folder}\ntemplate:\n  - id: default\n    zonefile-sync: -1\n    journal-content: none\nzone:\n${zoneLines}`,
  );
  const child = spawn(program('knotd'), ['-c', file('knot.conf')], { stdio: 'ignore' });
  const gone = new Promise<void>((done) => child.once('exit', () => done()).once('error', () => done()));
  const stop = async () => {
    child.kill('SIGKILL');
    await gone;
    await rm(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 100; tries++) {
    if (await answers(port)) return { port, stop };
    await sleep(100);
  }
  await stop();
  throw new Error('Knot DNS did not start.');
}

/** Whether the last zone is loaded: an SOA question about it gets an authoritative answer. */
function answers(port: number): Promise<boolean> {
  const labels = nameOf(brands - 1)
    .split('.')
    .map((label) => `${String.fromCharCode(label.length)}${label}`);
  const question = Buffer.from(`\0\x01\0\0\0\x01\0\0\0\0\0\0${labels.join('')}\0\0\x06\0\x01`, 'latin1');
  const socket = createSocket('udp4');
  return new Promise<boolean>((answered) => {
    const timer = setTimeout(() => answered(false), 100);
    socket.on('message', (message) => {
      clearTimeout(timer);
      answered((message[3]! & 15) === 0 && (message[2]! & 4) !== 0);
    });
    socket.on('error', () => answered(false));
    socket.send(question, port, '127.0.0.1');
  }).finally(() => socket.close());
}

/** A port that is free for datagrams and for streams: a name server takes both. */
async function freePort(): Promise<number> {
  for (;;) {
    const streams = createServer();
    await new Promise<void>((ready) => streams.listen(0, '127.0.0.1', ready));
    const { port } = streams.address() as AddressInfo;
    const datagrams = createSocket('udp4');
    const free = await new Promise<boolean>((answered) => {
      datagrams.once('error', () => answered(false));
      datagrams.bind(port, '127.0.0.1', () => answered(true));
    });
    datagrams.close();
    await new Promise((closed) => streams.close(closed));
    if (free) return port;
  }
}
