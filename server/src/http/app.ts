import { TRPCError } from '@trpc/server';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { AppRouter } from '../api.ts';
import { ApiError } from '../rpc/api-error.ts';
import { bodyLimit, type RequestContext } from '../rpc/trpc.ts';
import { Bodies, isTooLarge } from './bodies.ts';
import { type DownloadNeeds, downloads } from './downloads.ts';
import { type HealthNeeds, healthChecks } from './health.ts';
import { type MetricsNeeds, metricsPage } from './metrics.ts';
import { answerPageError, sendPage } from './page.ts';
import { type ContextNeeds, contextOf } from './request-context.ts';
import { type SetupNeeds, setupPages } from './setup.ts';
import { type TlsNeeds, tlsQuestion } from './tls-ask.ts';

/** The most calls that the SDK batches into one request. */
const maxBatchSize = 20;

/** Dependencies of the app. */
export interface AppNeeds extends ContextNeeds, DownloadNeeds, HealthNeeds, MetricsNeeds, SetupNeeds, TlsNeeds {
  readonly api: AppRouter;
}

/**
 * Everything that members, senders and operators use: the API, downloads, the set-up page, the TLS endpoint for the
 * proxy, health checks.
 */
export function createApp(needs: AppNeeds): Express {
  const app: Express = express();
  app.disable('x-powered-by');
  app.use(refuseTrace);
  const bodies = new Bodies(needs);
  // tRPC reads bodies itself; a body parser in front of it would only add limits and errors of its own.
  app.use(
    '/trpc',
    bodies.admit,
    createExpressMiddleware({
      router: needs.api,
      createContext: ({ req }) => contextOfCall(req, needs, bodies),
      responseMeta: ({ paths, errors }) => ({ headers: answerHeaders(paths !== undefined, errors) }),
      maxBodySize: bodyLimit,
      maxBatchSize,
      // What a query names, such as a recipient, then stands in no URL.
      allowMethodOverride: true,
    }),
  );
  app.use('/api', downloads(needs));
  app.use('/internal/tls/ask', tlsQuestion(needs));
  app.use(healthChecks(needs));
  app.use('/metrics', metricsPage(needs));
  app.use('/setup', setupPages(needs));
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
  app.use(answerPageError(needs.log));
  return app;
}

/** TRACE would echo the caller's key, and tRPC's adapter throws on it because it does not know the method. */
function refuseTrace(request: Request, response: Response, next: NextFunction): void {
  if (request.method === 'TRACE') response.status(405).set('allow', 'GET, HEAD, POST').end();
  else next();
}

/** tRPC sets a content type, except on answers to a request that it could not parse. */
function answerHeaders(readable: boolean, errors: readonly TRPCError[]): Record<string, string> {
  const waits = errors.map(({ cause }) => (cause instanceof ApiError ? cause.retryAfter : undefined));
  const longest = Math.max(...waits.map((seconds) => seconds ?? 0));
  const retry: Record<string, string> = longest > 0 ? { 'retry-after': String(longest) } : {};
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...retry };
  return readable ? headers : { ...headers, 'content-type': 'application/json' };
}

/** tRPC would also accept forms and files, which no procedure uses. */
function contextOfCall(request: Request, needs: ContextNeeds, bodies: Bodies): RequestContext {
  if (request.is('json') === false) throw new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE' });
  if (saysOtherCharset(request)) {
    throw new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE', cause: new ApiError('not_utf8') });
  }
  if (isTooLarge(request)) throw new TRPCError({ code: 'PAYLOAD_TOO_LARGE' });
  if (bodies.isRefused(request)) {
    throw new TRPCError({ code: 'TOO_MANY_REQUESTS', cause: new ApiError('too_busy') });
  }
  return { ...contextOf(request, needs), isUtf8: () => bodies.isUtf8(request) };
}

function saysOtherCharset({ headers }: Request): boolean {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(headers['content-type'] ?? '')?.[1];
  return charset !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(charset);
}
