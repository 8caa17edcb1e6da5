import express, { type Express } from 'express';
import { ApiError } from '../rpc/api-error.ts';
import { type MetricsNeeds, metricsPage } from './metrics.ts';
import { retryAfter, sendError } from './page.ts';
import { languageOf } from './request-context.ts';

/** Answers members until a started server has reached its database for the first time; `reason` is for the operator. */
export function createWaitingApp({ reason, ...watched }: { reason: () => string } & MetricsNeeds): Express {
  const app: Express = express();
  app.disable('x-powered-by');
  const error = new ApiError('database_away');
  app.get('/healthz', (_request, response) => void response.type('text').send('ok\n'));
  app.get('/readyz', (_request, response) => void response.status(503).type('text').send(`${reason()}\n`));
  app.use('/metrics', metricsPage(watched));
  app.use('/trpc', (request, response) => {
    // The shape of tRPC's own errors, which clients expect.
    const report = error.report(languageOf(request));
    const data = { code: 'SERVICE_UNAVAILABLE', httpStatus: 503, error: report };
    response
      .status(503)
      .set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'retry-after': retryAfter })
      .json({ error: { message: report.message, code: -32603, data } });
  });
  app.use((_request, response) => sendError(response, 503, 'Not at the moment', error));
  return app;
}
