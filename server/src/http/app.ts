import { createExpressMiddleware } from '@trpc/server/adapters/express';
import type { Language } from '@waymark/core';
import express, { type ErrorRequestHandler, type Express, type Request } from 'express';
import { Failure } from '../failure.ts';
import { appRouter } from '../router.ts';
import type { RequestContext, Services } from '../services.ts';
import { healthChecks } from './health.ts';
import { sendPage } from './page.ts';
import { setupPages } from './setup.ts';
import { bodyLimit } from './trpc.ts';

/** Everything a member, a sender or an operator calls: the API, the set-up page, the health checks. */
export function createApp(services: Services, address: () => string): Express {
  const app: Express = express();
  app.disable('x-powered-by');
  // tRPC reads bodies itself; a body parser in front of it would only bring its own limits and errors.
  app.use(
    '/trpc',
    createExpressMiddleware({
      router: appRouter,
      createContext: ({ req }): RequestContext => ({ services, key: bearerOf(req), language: languageOf(req) }),
      maxBodySize: bodyLimit,
      maxBatchSize: 20,
    }),
  );
  app.use(healthChecks(services));
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
  app.use(answerError(services));
  return app;
}

/** Express's own answer to an error holds a stack trace; this one holds a sentence. */
function answerError({ log }: Services): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = clientErrorStatus(error);
    if (status === undefined) log.error({ error }, 'a page failed');
    const failure =
      status === undefined
        ? new Failure('internal', { reference: 'see the log' })
        : new Failure('invalid_input', { problem: 'it cannot be read' });
    response.status(status ?? 500).json({ failure: failure.report() });
  };
}

/** The status that Express gives to a request it could not read, such as a bad percent-encoding. */
function clientErrorStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return;
  return error.status >= 400 && error.status < 500 ? error.status : undefined;
}

function bearerOf(request: Request): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

function languageOf(request: Request): Language {
  return request.acceptsLanguages('en', 'de') === 'de' ? 'de' : 'en';
}
