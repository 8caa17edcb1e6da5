/** A click while mails are wrapped by the API, beside a click on an idle server. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { attackersOwn } from '../server/test/attacked-server.ts';
import { sentLink } from '../server/test/clicks.ts';
import { clickSteadily } from '../server/test/steady-clicks.ts';
import { type Figure, percentile, rounded } from './figure.ts';
import { startServer } from './started-server.ts';

const load = { perSecond: 100, seconds: 10 };

/** Mails of 3 MB, four at once, each wrapped as soon as the one before is. */
export async function clicksWhileWrappingFigures(): Promise<readonly Figure[]> {
  const server = await startServer();
  const { port } = server;
  try {
    const [link, own] = [await sentLink(server.database), await attackersOwn(server.database)];
    const idle = await clickSteadily(port, link, { ...load, recipients: 'idle ' });
    const wrapping = fork(join(import.meta.dirname, 'wrapping-load.ts'), [String(port), own.key, own.projectId]);
    await once(wrapping, 'message');
    const busy = await clickSteadily(port, link, { ...load, recipients: 'busy ' });
    wrapping.send('stop');
    const [wrapped] = await once(wrapping, 'message');
    const from = {
      'median, idle, ms': rounded(percentile(idle.latencies, 0.5)),
      'p99, idle, ms': rounded(percentile(idle.latencies, 0.99)),
      'median, while wrapping, ms': rounded(percentile(busy.latencies, 0.5)),
      'p99, while wrapping, ms': rounded(percentile(busy.latencies, 0.99)),
      'failed clicks': idle.failed + idle.broken + busy.failed + busy.broken,
      'mails wrapped': Number(wrapped),
    };
    const what = 'a click while mails of 3 MB are wrapped by the API, four at once';
    return [
      {
        what: `${what}, median`,
        against: 'a click on an idle server',
        measured: rounded(percentile(busy.latencies, 0.5) / percentile(idle.latencies, 0.5)),
        unit: '× its latency',
        atMost: 2,
        from,
      },
      {
        what: `${what}, p99`,
        against: 'the clock',
        measured: rounded(percentile(busy.latencies, 0.99)),
        unit: 'ms',
        atMost: 20,
        from,
      },
    ];
  } finally {
    await server.stop();
  }
}

if (import.meta.main) console.dir(await clicksWhileWrappingFigures(), { depth: 4 });
