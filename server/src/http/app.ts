import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { AppRouter } from '../api.ts';
import { trialPath } from '../phone-trials/trial.ts';
import { callerLanguage } from '../rpc/caller-language.ts';
import { httpOptions } from '../rpc/http-options.ts';
import { bodyLimit, type RequestContext } from '../rpc/trpc.ts';
import { referencePage } from './api/reference-page.ts';
import { type RestNeeds, restRoutes } from './api/routes.ts';
import { Bodies } from './bodies.ts';
import { type DownloadNeeds, downloads } from './downloads.ts';
import { type HealthNeeds, healthChecks } from './health.ts';
import { answerLongCalls, type LongCallNeeds } from './long-calls.ts';
import { type MetricsNeeds, metricsPage } from './metrics.ts';
import { type CrossOriginNeeds, crossOrigin } from './origins/cross-origin.ts';
import { answerPageError, sendPage } from './page.ts';
import { panelPages } from './panel/pages.ts';
import { type TrialPageNeeds, trialPages } from './phone-trials/routes.ts';
import { type ContextNeeds, contextOf, languageOf } from './request-context.ts';
import { devicePages } from './sign-in/device-pages.ts';
import { invitationPages } from './sign-in/invitation.ts';
import { type SignInPageNeeds, signInPages } from './sign-in/pages.ts';
import { providerPages } from './sign-in/provider-pages.ts';
import { resetPages } from './sign-in/reset.ts';
import { type SetupNeeds, setupPages } from './sign-in/setup.ts';
import { type TlsNeeds, tlsQuestion } from './tls-ask.ts';

/** Dependencies of the app. */
export interface AppNeeds
  extends ContextNeeds,
    CrossOriginNeeds,
    DownloadNeeds,
    HealthNeeds,
    LongCallNeeds,
    MetricsNeeds,
    RestNeeds,
    SetupNeeds,
    SignInPageNeeds,
    TlsNeeds,
    TrialPageNeeds {
  readonly api: AppRouter;
}

/**
 * Everything that members, senders and operators use: the panel, API, downloads, set-up, sign-in, the TLS endpoint for
 * the proxy, health checks.
 */
export function createApp(needs: AppNeeds): Express {
  const app: Express = express();
  app.disable('x-powered-by');
  app.use(refuseTrace);
  const bodies = new Bodies(needs);
  // tRPC reads bodies itself; a body parser in front of it would only add limits and errors of its own.
  app.use(
    '/trpc',
    (request, _response, next) => callerLanguage.run(languageOf(request), next),
    crossOrigin(needs),
    bodies.admit,
    answerLongCalls(needs, bodies),
    bodies.watch,
    createExpressMiddleware({
      ...httpOptions,
      router: needs.api,
      createContext: ({ req }) => contextOfCall(req, needs, bodies),
      maxBodySize: bodyLimit,
    }),
  );
  app.use('/api/v1', crossOrigin(needs), restRoutes(needs, bodies));
  app.get('/docs', referencePage(needs.api, needs.address));
  app.use('/api', downloads(needs));
  app.use('/internal/tls/ask', tlsQuestion(needs));
  app.use(healthChecks(needs));
  app.use('/metrics', metricsPage(needs));
  app.use('/setup', setupPages(needs));
  app.use(signInPages(needs));
  app.use(providerPages(needs));
  app.use(devicePages(needs));
  app.use(resetPages(needs));
  app.use('/invitation', invitationPages(needs));
  app.use(trialPath, trialPages(needs));
  app.use(panelPages());
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

function contextOfCall(request: Request, needs: ContextNeeds, bodies: Bodies): RequestContext {
  const refusal = bodies.refusalOf(request);
  if (refusal) throw refusal;
  return { ...contextOf(request, needs), isUtf8: () => bodies.isUtf8(request) };
}
