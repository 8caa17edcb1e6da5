import { openDatabase } from '@waymark/prisma';
import { madeUpCheck } from './check.testing.ts';
import { createCheckRecorder } from './check-recorder.ts';
import { type Schedule, startSchedule } from './schedule.ts';

/** The schedule of a server alone: every domain passes its check, and the time comes from the test. */
export interface ScheduleWorker extends Schedule {
  setTime(now: Date): void;
}

/** Resolves once it has looked for clocks that were set back, which time that a test lets pass meanwhile would look like. */
export async function startWorker(url: string, begin: Date): Promise<ScheduleWorker> {
  let now = begin;
  const worked = Promise.withResolvers<void>();
  const database = openDatabase(url, { connections: 4 });
  const recorder = createCheckRecorder(database);
  const schedule = startSchedule({
    database,
    now: () => now,
    async check(domain) {
      await recorder.record(madeUpCheck(domain, 'ok', now, Math.random() * 2 - 1));
    },
    perSecond: 1_000_000,
    maxConcurrent: 400,
    pollIntervalMs: 30,
    onError: (error) => console.error(error),
    onWorked: () => worked.resolve(),
  });
  await worked.promise;
  return {
    setTime(time) {
      now = time;
    },
    async stop() {
      await schedule.stop();
      await database.$disconnect();
    },
  };
}

if (import.meta.main) {
  const [url = '', begin = ''] = process.argv.slice(2);
  const worker = await startWorker(url, new Date(begin));
  process.on('message', (time) => {
    worker.setTime(new Date(String(time)));
    process.send?.('set');
  });
  process.on('disconnect', () => void worker.stop());
  process.send?.('ready');
}
