import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import type { Response } from 'express';

/** How much of an answer is written in a turn of the event loop. */
const sliceLength = 128 * 1024;

/** Writes a long body, between whose slices clicks are answered; a client that has gone needs none. */
export async function writeInSlices(response: Response, body: Uint8Array): Promise<void> {
  await pipeline(slicesOf(body), response).catch(() => undefined);
}

async function* slicesOf(body: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < body.byteLength; start += sliceLength) {
    yield body.subarray(start, start + sliceLength);
    await turn();
  }
}
