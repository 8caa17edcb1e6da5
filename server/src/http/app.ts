import { TRPCError } from '@trpc/server';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { appRouter } from '../router.ts';
import { bodyLimit } from '../rpc/trpc.ts';
import type { RequestContext, Services } from '../services.ts';
import { downloads } from './downloads.ts';
import { healthChecks } from './health.ts';
import { metricsPage } from './metrics.ts';
import { answerPageError, sendPage } from './page.ts';
import { contextOf } from './request-context.ts';
import { setupPages } from './setup.ts';
import { tlsQuestion } from './tls-ask.ts';

/** The SDK sends as many calls in one request. */
const mostCalls = 20;

/** Everything a member, a sender or an operator calls: the API, downloads, the set-up page, the proxy's question, the health checks. */
export function createApp(services: Services, address: () => string): Express {
  const app: Express = express();
  app.disable('x-powered-by');
  app.use(refuseTrace);
  // tRPC reads bodies itself; a body parser in front of it would only bring its own limits and errors.
  app.use(
    '/trpc',
    sayWithoutBody,
    createExpressMiddleware({
      router: appRouter,
      createContext: ({ req }) => contextOfCall(req, services),
      responseMeta: ({ paths }) => ({ headers: answerHeaders(paths !== undefined) }),
      maxBodySize: bodyLimit,
      maxBatchSize: mostCalls,
    }),
  );
  app.use('/api', downloads(services));
  app.use('/internal/tls/ask', tlsQuestion(services));
  app.use(healthChecks(services));
  app.use('/metrics', metricsPage(services));
  app.use('/setup', setupPages(services, address));
  app.get('/', (_request, response) => {
    sendPage(
      response,
      200,
      'Waymark',
      '<h1>Waymark is running</h1><p>Branded open and click tracking that never breaks a mail.</p><p class="soft">Sign in with the browser extension: it asks for the address of this page and for your key.</p>',
    );
  });
  app.use((_request, response) => {
    sendPage(response, 404, 'Not found', '<h1>There is nothing at this address</h1>');
  });
  app.use(answerPageError(services.log));
  return app;
}

/** TRACE would send a key back to whoever has it sent; what tRPC reads requests with knows no such method, and throws. */
function refuseTrace(request: Request, response: Response, next: NextFunction): void {
  if (request.method === 'TRACE') response.status(405).set('allow', 'GET, HEAD, POST').end();
  else next();
}

/** tRPC takes a request that never had a body to read (see listener.ts) for one whose body somebody else has read. */
function sayWithoutBody(request: Request, _response: Response, next: NextFunction): void {
  if (request.readableEnded) request.body = undefined;
  next();
}

/** tRPC names the type of its answers except of those to a request that it could not read at all. */
function answerHeaders(readable: boolean): Record<string, string> {
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  return readable ? headers : { ...headers, 'content-type': 'application/json' };
}

/** tRPC would also take forms and files; no procedure has a use for them. */
function contextOfCall(request: Request, services: Services): RequestContext {
  if (request.is('json') === false) throw new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE' });
  return contextOf(request, services);
}
