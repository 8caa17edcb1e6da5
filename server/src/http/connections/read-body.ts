import type { Request } from 'express';
import { lengthOf } from '../bodies.ts';

/** What is read of a body that has more bytes than it says, or than any may have. */
export const tooLarge = Symbol('a body that is too large');

/** The body as it arrives, in memory that can be handed over; undefined when the client has gone. */
export function readBody(request: Request): Promise<Uint8Array<ArrayBuffer> | typeof tooLarge | undefined> {
  return new Promise((done) => {
    const body = new Uint8Array(lengthOf(request));
    let length = 0;
    request.on('data', (part: Buffer) => {
      if (length + part.length > body.length) return done(tooLarge);
      body.set(part, length);
      length += part.length;
    });
    request.once('end', () => done(body.subarray(0, length)));
    request.once('close', () => done(undefined));
  });
}
