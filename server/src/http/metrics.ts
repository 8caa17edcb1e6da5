import { type Request, Router } from 'express';
import type { Metrics } from '../observability/metrics.ts';
import { mayAsk } from './asker.ts';

/** Dependencies of the metrics page. */
export interface MetricsNeeds {
  readonly metrics: Pick<Metrics, 'contentType' | 'text'>;
  /** The secret that Prometheus sends; undefined: nobody is answered. */
  readonly metricsSecret: string | undefined;
}

/**
 * GET /metrics: metrics for Prometheus. Served to requests with `Authorization: Bearer <WAYMARK_METRICS_SECRET>`, which is
 * how Prometheus sends credentials.
 */
export function metricsPage({ metrics, metricsSecret }: MetricsNeeds): Router {
  const page = Router();
  page.get('/', async (request: Request, response) => {
    response.set('cache-control', 'no-store');
    if (!mayAsk(bearerOf(request), metricsSecret)) {
      response.status(404).type('text').send('not found\n');
      return;
    }
    response.set('content-type', metrics.contentType).send(await metrics.text());
  });
  return page;
}

function bearerOf({ headers }: Request): string | undefined {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
}
