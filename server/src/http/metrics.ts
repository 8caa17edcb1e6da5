import { type Request, Router } from 'express';
import type { Services } from '../services.ts';
import { mayAsk } from './asker.ts';

/**
 * GET /metrics: numbers for Prometheus. Answered to this machine; with WAYMARK_METRICS_SECRET, to whoever sends it as
 * `Authorization: Bearer <secret>`, which is how Prometheus sends credentials.
 */
export function metricsPage({ metrics, metricsSecret }: Pick<Services, 'metrics' | 'metricsSecret'>): Router {
  const page = Router();
  page.get('/', async (request: Request, response) => {
    response.set('cache-control', 'no-store');
    if (!mayAsk(request, bearerOf(request), metricsSecret)) {
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
