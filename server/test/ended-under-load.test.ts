import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FreshDatabase, freshDatabase } from '@waymark/prisma/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startAsking } from './asking.ts';
import { type ClickedLink, end, sentLink, startProgram } from './clicks.ts';
import { allStored } from './stored-clicks.ts';
import { freePort } from './test-server.ts';

/** More in the long form: WAYMARK_FAULT_ROUNDS=20. */
const rounds = Number(process.env.WAYMARK_FAULT_ROUNDS ?? 1);

let folder: string;
let fresh: FreshDatabase;
let link: ClickedLink;
let port: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-ended-'));
  [fresh, port] = await Promise.all([freshDatabase(), freePort()]);
  link = await sentLink(fresh.database);
});
afterEach(async () => {
  await fresh.drop();
  await rm(folder, { recursive: true });
});

it.each([1, 2])(
  'a server of %i processes that is ended under load answers every request that was sent, and keeps its event',
  { timeout: 60_000 + rounds * 10_000 },
  async (processes) => {
    const env = {
      PORT: String(port),
      WAYMARK_DATA: folder,
      DATABASE_URL: fresh.url,
      WAYMARK_LOG_LEVEL: 'silent',
      WAYMARK_PROCESSES: String(processes),
    };
    const answered = new Set<string>();
    let [dropped, connections] = [0, 0];
    for (let round = 0; round < rounds; round++) {
      const child = await startProgram(env);
      // Some clients keep their connections, others keep opening new ones.
      const kept = startAsking(port, link, { clients: 12, recipients: `kept-${round}-` });
      const anew = startAsking(port, link, { clients: 12, recipients: `anew-${round}-`, perConnection: 3 });
      await sleep(700);
      await end(child, 'SIGTERM');
      for (const asked of [await kept.stop(), await anew.stop()]) {
        for (const recipient of asked.answered) answered.add(recipient);
        dropped += asked.dropped;
        connections += asked.connections;
      }
    }
    // Whatever its number of processes, it stores what any of them left behind.
    const last = await startProgram({ ...env, WAYMARK_PROCESSES: '1' });
    const found = await allStored(fresh.database, answered, 30_000);
    await end(last, 'SIGTERM');
    console.log(
      `${processes === 1 ? 'a process' : `${processes} processes`} ended ${rounds} times under load: ${answered.size + dropped} requests sent on ${connections} connections, ${answered.size} answered, ${dropped} dropped; ${found.stored} stored, ${found.lost} lost, ${found.double} double`,
    );
    expect([dropped, found.lost, found.double]).toEqual([0, 0, 0]);
    expect(answered.size).toBeGreaterThan(100 * rounds);
  },
);
