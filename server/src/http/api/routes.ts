import { type ErrorRequestHandler, Router } from 'express';
import { openApiDocument } from '../../rest/document.ts';
import { errorAnswerOf } from '../../rest/error-answer.ts';
import type { Bodies } from '../bodies.ts';
import { type ContextNeeds, languageOf } from '../request-context.ts';
import { answerCall, type CallNeeds } from './answer-call.ts';
import { limitRequests, type RequestLimit } from './limit-requests.ts';
import { giveRequestId, requestIdOf } from './request-id.ts';

/** Dependencies of REST. */
export interface RestNeeds extends CallNeeds, RequestLimit {
  /** Of this server, as its clients know it. */
  readonly address: string;
}

const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** The API as REST, for programs in any language: the procedures by method and path, and one shape of errors. */
export function restRoutes(needs: RestNeeds, bodies: Bodies): Router {
  const rest = Router();
  let document: object | undefined;
  rest.use(giveRequestId, (_request, response, next) => {
    response.set(headers);
    next();
  });
  rest.get('/openapi.json', (_request, response) => {
    document ??= openApiDocument(needs.api, needs.address);
    response.json(document);
  });
  rest.use(limitRequests(needs), bodies.admit, answerCall(needs, bodies));
  rest.use(answerError(needs));
  return rest;
}

function answerError({ log }: ContextNeeds): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const requestId = requestIdOf(request);
    const answer = errorAnswerOf(error, { language: languageOf(request), requestId, log: log.child({ requestId }) });
    response.status(answer.status).set(answer.headers).json(answer.body);
  };
}
