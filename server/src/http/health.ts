import type { Database } from '@waymark/prisma';
import { Router } from 'express';
import type { Log } from '../observability/log.ts';

/** What health checks look at. */
export interface HealthNeeds {
  readonly database: Database;
  /** What goes wrong with events now, a sentence each. */
  readonly troubles: () => readonly string[];
  readonly log: Log;
}

/**
 * /healthz: the process answers. /readyz: it can also reach its database, which members need and recipients do not. Trouble
 * with events is said in a line of its own and changes no status: links go on working.
 */
export function healthChecks({ database, troubles, log }: HealthNeeds): Router {
  const checks = Router();
  checks.get('/healthz', (_request, response) => {
    response.type('text').send('ok\n');
  });
  checks.get('/readyz', async (_request, response) => {
    try {
      await database.$queryRaw`SELECT 1`;
      response.type('text').send(lines('ok', troubles()));
    } catch (error) {
      log.warn({ error }, 'not ready: the database does not answer');
      response.status(503).type('text').send(lines('the database does not answer', troubles()));
    }
  });
  return checks;
}

function lines(state: string, troubles: readonly string[]): string {
  return [state, ...troubles, ''].join('\n');
}
