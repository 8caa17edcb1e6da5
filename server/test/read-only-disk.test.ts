import { type ChildProcess, execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@waymark/prisma';
import { findEmbeddedPostgres } from '@waymark/prisma/embedded';
import { usedPostgres } from '@waymark/prisma/testing';
import { needs, program } from '@waymark/testing/needs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, askingMetrics, metricsSecret } from './ask.ts';
import { type ClickedLink, end, sentLink, startClicking, startProgram } from './clicks.ts';
import { processesOn } from './process-list.ts';
import { countStored } from './stored-clicks.ts';
import { freePort } from './test-server.ts';

let folder: string;
let disk: string;
let data: string;
let port: number;
let env: Record<string, string>;
let child: ChildProcess | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-read-only-'));
  [disk, data] = [join(folder, 'disk'), join(folder, 'disk', 'data')];
  port = await freePort();
  env = {
    PATH: process.env.PATH ?? '',
    PORT: String(port),
    WAYMARK_DATA: data,
    WAYMARK_METRICS_SECRET: metricsSecret,
    WAYMARK_LOG_LEVEL: 'silent',
  };
});
afterEach(async () => {
  if (child) await end(child, 'SIGKILL');
  for (const pid of await processesOn(folder)) process.kill(pid, 'SIGKILL');
  execFileSync('umount', ['-l', disk]);
  await rm(folder, { recursive: true, force: true });
});

function makeDisk(): void {
  const script = 'mkdir "$1" && truncate -s 300M "$0" && "$2" -q "$0" && mount -o loop "$0" "$1"';
  execFileSync('sh', ['-c', script, join(folder, 'image'), disk, program('mkfs.ext4')]);
}

async function withDatabase<Result>(use: (database: ReturnType<typeof openDatabase>) => Promise<Result>) {
  const database = openDatabase((await findEmbeddedPostgres(join(data, 'postgres')))!);
  try {
    return await use(database);
  } finally {
    await database.$disconnect();
  }
}

const lost = async () =>
  Number(/^waymark_events_lost_total (\d+)$/m.exec((await ask(port, '/metrics', askingMetrics)).text)?.[1]);

const clicked = async (link: ClickedLink) => {
  const { answered, failed, broken } = await startClicking(port, link, 4).stop();
  return { answered, bad: failed + broken };
};

describe('a disk that can suddenly only be read', needs('linux', 'a database', 'freezing a file system'), () => {
  it('costs events, which are counted, and neither a link, nor a step of the stop, nor the next start', {
    timeout: 120_000,
  }, async () => {
    makeDisk();
    usedPostgres(data);
    child = await startProgram(env);
    const link = await withDatabase(sentLink);
    const before = await clicked(link);
    const stored = () => withDatabase(async (database) => (await countStored(database, before.answered)).stored);
    await expect.poll(stored, { timeout: 10_000 }).toBe(before.answered.size);

    // What the kernel does when the disk fails.
    execFileSync('mount', ['-o', 'remount,abort', disk]);
    const during = await clicked(link);
    await expect.poll(lost, { timeout: 15_000 }).toBe(during.answered.size);
    const began = performance.now();
    await end(child, 'SIGTERM');
    const stopMs = Math.round(performance.now() - began);
    expect(child.exitCode).toBe(0);
    expect(await processesOn(data)).toEqual([]);

    child = await startProgram(env);
    const after = await clicked(link);
    const counted = await lost();
    expect((await ask(port, '/readyz')).status).toBe(503);
    const again = performance.now();
    await end(child, 'SIGTERM');
    console.log(
      `a disk that can only be read: ${during.answered.size} answered and ${after.answered.size} after a restart, ${before.bad + during.bad + after.bad} not; the stops took ${stopMs} ms and ${Math.round(performance.now() - again)} ms, and left nothing running`,
    );
    expect(child.exitCode).toBe(0);
    expect([before.bad, during.bad, after.bad]).toEqual([0, 0, 0]);
    expect(after.answered.size).toBe(4);
    expect(counted).toBe(after.answered.size);
    expect(await processesOn(data)).toEqual([]);
  });
});
