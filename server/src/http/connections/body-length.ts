import type { IncomingHttpHeaders } from 'node:http';

/** Whether a request's body has more bytes than these, or does not say how many it has. */
export function mayExceed(
  { 'content-length': length, 'transfer-encoding': coding }: IncomingHttpHeaders,
  bytes: number,
) {
  return coding !== undefined || Number(length) > bytes;
}
