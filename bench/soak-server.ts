/** A whole server that reports its memory on request; started by soak.ts with --expose-gc. */
import { start } from '../server/src/start/start.ts';

/** In bytes: resident memory, and what remains on and off the heap after a full collection. */
export interface Memory {
  readonly rss: number;
  readonly heap: number;
  readonly outside: number;
}

const server = await start();

process.on('message', async (asked) => {
  if (asked === 'stop') {
    await server.stop();
    process.disconnect();
    return;
  }
  const { rss } = process.memoryUsage();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ rss, heap: heapUsed, outside: external } satisfies Memory);
});
process.send?.(server.address);
