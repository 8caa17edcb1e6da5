import { Router } from 'express';
import type { Services } from '../services.ts';

/**
 * /healthz: the process answers. /readyz: it can also reach its database, which members need and recipients do not. Trouble
 * with events is said in a line of its own and changes no status: links go on working.
 */
export function healthChecks({ database, eventLog, log }: Services): Router {
  const checks = Router();
  checks.get('/healthz', (_request, response) => {
    response.type('text').send('ok\n');
  });
  checks.get('/readyz', async (_request, response) => {
    try {
      await database.$queryRaw`SELECT 1`;
      response.type('text').send(lines('ok', eventLog));
    } catch (error) {
      log.warn({ error }, 'not ready: the database does not answer');
      response.status(503).type('text').send(lines('the database does not answer', eventLog));
    }
  });
  return checks;
}

function lines(state: string, eventLog: Services['eventLog']): string {
  return [state, ...eventLog.state().troubles, ''].join('\n');
}
