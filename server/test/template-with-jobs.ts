import { templateUrl } from '@waymark/prisma/testing';
import { PgBoss } from 'pg-boss';
import { createQueues } from '../src/start/jobs.ts';

/** vitest's global set-up: databases of tests have the queues of a server that ran before, whose creation takes 0.3 s. */
export async function setup(): Promise<void> {
  const boss = new PgBoss({ connectionString: templateUrl(), max: 1, supervise: false, schedule: false });
  await boss.start();
  await createQueues(boss);
  await boss.stop();
}
