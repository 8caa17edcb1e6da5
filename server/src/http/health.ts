import { Router } from 'express';
import { createIncident } from '../observability/incident.ts';
import type { Log } from '../observability/log.ts';

/** Dependencies of health checks. */
export interface HealthNeeds {
  /** Rejects when the database does not answer within two seconds. */
  readonly askDatabase: () => Promise<void>;
  /** Current problems with events, one sentence each. */
  readonly troubles: () => readonly string[];
  readonly log: Log;
}

/**
 * /healthz: the process answers. /readyz: it can also reach its database, which members need and recipients do not.
 * Problems with events are reported on separate lines and do not change the status, because links keep working.
 */
export function healthChecks({ askDatabase, troubles, log }: HealthNeeds): Router {
  const checks = Router();
  const ready = createIncident(log, { begins: 'not ready: the database does not answer', ends: 'ready again' });
  checks.get('/healthz', (_request, response) => {
    response.type('text').send('ok\n');
  });
  checks.get('/readyz', async (_request, response) => {
    try {
      await askDatabase();
      ready.worked();
      response.type('text').send(lines('ok', troubles()));
    } catch (error) {
      ready.failed(error);
      response.status(503).type('text').send(lines('the database does not answer', troubles()));
    }
  });
  return checks;
}

function lines(state: string, troubles: readonly string[]): string {
  return [state, ...troubles, ''].join('\n');
}
