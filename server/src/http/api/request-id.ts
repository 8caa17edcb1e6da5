import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

/** What a client may call its request: nothing that a log or a header would have to escape. */
const wellFormed = /^[\w.:-]{1,128}$/;

const known = new WeakMap<Request, string>();

/** Gives a request an id, its client's own where it sent one, and says it in the answer. */
export function giveRequestId(request: Request, response: Response, next: NextFunction): void {
  const sent = request.get('x-request-id') ?? '';
  const id = wellFormed.test(sent) ? sent : `req_${randomUUID().replaceAll('-', '')}`;
  known.set(request, id);
  response.set('x-request-id', id);
  next();
}

/** The id that a request was given. */
export function requestIdOf(request: Request): string {
  return known.get(request) ?? '';
}
