import { openDatabase } from '@waymark/prisma';
import { madeUpCheck } from './check.testing.ts';
import { createCheckRecorder } from './check-recorder.ts';
import { type Schedule, startSchedule } from './schedule.ts';

/** The schedule of a server alone: every domain passes its check, and the time comes from the test. */
export function startWorker(url: string, begin: Date): Schedule & { setTime(now: Date): void } {
  let now = begin;
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
  });
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
  const worker = startWorker(url, new Date(begin));
  process.on('message', (time) => {
    worker.setTime(new Date(String(time)));
    process.send?.('set');
  });
  process.on('disconnect', () => void worker.stop());
  process.send?.('ready');
}
