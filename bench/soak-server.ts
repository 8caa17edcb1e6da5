/** A whole server that tells its memory when it is asked; started by soak.ts with --expose-gc. */
import { start } from '../server/src/start/start.ts';

/** Bytes: what the system counts, and what is left of the heap and beside it after everything that can go is gone. */
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
