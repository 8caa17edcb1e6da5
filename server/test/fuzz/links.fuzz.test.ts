import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { ask } from '../ask.ts';
import { fuzz } from './fuzz.ts';
import type { FuzzedProcess } from './fuzzed-process.ts';

/** A hundred thousand in the long form: WAYMARK_FUZZ=100000. Another seed generates other requests. */
const requests = Number(process.env.WAYMARK_FUZZ ?? 10_000);
const seed = Number(process.env.WAYMARK_FUZZ_SEED ?? 20_261_126);

let child: ChildProcess | undefined;
afterEach(async () => {
  if (child === undefined) return;
  const gone = once(child, 'exit');
  child.disconnect();
  await gone;
});

async function startFuzzed(
  ...args: string[]
): Promise<FuzzedProcess & { memory(): Promise<{ rss: number; heap: number }> }> {
  const started = fork(fileURLToPath(new URL('fuzzed-process.ts', import.meta.url)), args, {
    execArgv: ['--expose-gc'],
  });
  child = started;
  const [ready] = (await once(started, 'message')) as [FuzzedProcess];
  const memory = async () => {
    started.send('memory');
    return (await once(started, 'message'))[0];
  };
  return { ...ready, memory };
}

/** The link's destination, or the one with slots, whose values change neither where it leads nor its parts. */
function isOwn(location: string): boolean {
  return (
    location === 'https://shop.brand.com/sale' ||
    /^https:\/\/shop\.brand\.com\/p\/[^/?#]*\?c=[^?#&=]*#[^#]*$/.test(location)
  );
}

/** Clicks one after the other until it is stopped, as readers do meanwhile. */
function clickMeanwhile({ port, host, genuine }: FuzzedProcess) {
  const clicks = { answered: 0, failed: 0, slowest: 0 };
  let stopping = false;
  const running = (async () => {
    while (!stopping) {
      const began = performance.now();
      const { status } = await ask(port, genuine[0]!, { host });
      if (status === 302) clicks.answered++;
      else clicks.failed++;
      clicks.slowest = Math.max(clicks.slowest, performance.now() - began);
    }
  })();
  const stop = async () => {
    stopping = true;
    await running;
    return clicks;
  };
  return stop;
}

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);

describe('a link server under fuzzed requests', () => {
  it('answers none with a server error, redirects only to destinations, and keeps its memory bounded', {
    timeout: 300_000,
  }, async () => {
    const server = await startFuzzed();
    await fuzz(server.port, { ...server, isOwn, seed: 1, requests: 2000 });
    const before = await server.memory();
    const stop = clickMeanwhile(server);
    const began = performance.now();
    const { sent, connections, statuses, wrong } = await fuzz(server.port, { ...server, isOwn, seed, requests });
    const seconds = (performance.now() - began) / 1000;
    const clicks = await stop();
    const after = await server.memory();
    console.log(
      `fuzzed with seed ${seed}: ${sent} requests on ${connections} connections in ${seconds.toFixed(1)} s, answered ${JSON.stringify(statuses)} (0: closed; 200 with the last request of each connection); ` +
        `meanwhile ${clicks.answered} clicks answered, ${clicks.failed} failed, the slowest in ${Math.round(clicks.slowest)} ms; ` +
        `memory ${megabytes(before.rss)} → ${megabytes(after.rss)} MB, heap ${megabytes(before.heap)} → ${megabytes(after.heap)} MB`,
    );
    expect(wrong).toEqual([]);
    for (const status of [200, 302, 400, 404, 405, 414, 431]) expect(statuses).toHaveProperty(String(status));
    expect(clicks.failed).toBe(0);
    expect(clicks.answered).toBeGreaterThan(0);
    expect(after.heap - before.heap).toBeLessThan(20 * 1024 * 1024);
    expect(after.rss - before.rss).toBeLessThan(150 * 1024 * 1024);
  });

  it('would be caught redirecting to a URL taken from the request', async () => {
    const server = await startFuzzed('open-redirect');
    const { wrong } = await fuzz(server.port, { ...server, isOwn, seed, requests: 2000 });
    expect(wrong.join()).toContain('a way to https://evil.example/');
  });
});
