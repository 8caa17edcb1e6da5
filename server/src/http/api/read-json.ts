import { isUtf8 } from 'node:buffer';
import { TRPCError } from '@trpc/server';
import type { Request } from 'express';
import { ApiError } from '../../rpc/api-error.ts';
import type { Bodies } from '../bodies.ts';
import { readBody, tooLarge } from '../connections/read-body.ts';

const none = new Uint8Array();

/**
 * The body of a request that may have one; empty where there is none, undefined when the client has gone. Throws what the
 * body is refused for before and while it is read.
 */
export async function bytesOf(request: Request, bodies: Bodies): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const refusal = bodies.refusalOf(request);
  if (refusal) throw refusal;
  if (request.readableEnded || request.is('*/*') === null) return none;
  const body = await readBody(request);
  if (body === tooLarge) throw new TRPCError({ code: 'PAYLOAD_TOO_LARGE' });
  return body;
}

/** A body as JSON; an empty object where there is none. Throws not_utf8, not_json. */
export function readJson(body: Uint8Array): unknown {
  if (body.byteLength === 0) return {};
  if (!isUtf8(body)) throw new ApiError('not_utf8');
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    throw new ApiError('not_json');
  }
}
