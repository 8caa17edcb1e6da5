import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@waymark/prisma';
import { findEmbeddedPostgres } from '@waymark/prisma/embedded';
import { usedPostgres } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAsking } from './asking.ts';
import { end, sentLink, startProgram } from './clicks.ts';
import { allStored } from './stored-clicks.ts';
import { freePort } from './test-server.ts';

/** More in the long form: WAYMARK_FAULT_ROUNDS=20. */
const rounds = Number(process.env.WAYMARK_FAULT_ROUNDS ?? 1);

let folder: string;
const answered = new Set<string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-ended-'));
  usedPostgres(folder);
});
afterAll(() => rm(folder, { recursive: true }));

async function startWith(processes: number) {
  const port = await freePort();
  const env = { PORT: String(port), WAYMARK_DATA: folder, WAYMARK_LOG_LEVEL: 'silent' };
  const child = await startProgram({ ...env, WAYMARK_PROCESSES: String(processes) });
  return { port, child, database: openDatabase((await embedded())!, { connections: 1 }) };
}

const embedded = () => findEmbeddedPostgres(join(folder, 'postgres'));

describe('a server that is ended under load', () => {
  it.each([1, 2])(
    'answers every request that was sent, with %i processes, and stops its database',
    { timeout: 60_000 + rounds * 10_000 },
    async (processes) => {
      let [dropped, connections] = [0, 0];
      const before = answered.size;
      for (let round = 0; round < rounds; round++) {
        const { port, child, database } = await startWith(processes);
        const link = await sentLink(database);
        await database.$disconnect();
        const recipients = `${processes}-${round}-`;
        // Some clients keep their connections, others keep opening new ones.
        const kept = startAsking(port, link, { clients: 12, recipients: `kept-${recipients}` });
        const anew = startAsking(port, link, { clients: 12, recipients: `anew-${recipients}`, perConnection: 3 });
        await sleep(700);
        await end(child, 'SIGTERM');
        expect(await embedded()).toBeUndefined();
        for (const asked of [await kept.stop(), await anew.stop()]) {
          for (const recipient of asked.answered) answered.add(recipient);
          dropped += asked.dropped;
          connections += asked.connections;
        }
      }
      const now = answered.size - before;
      console.log(
        `${processes === 1 ? 'a process' : `${processes} processes`} ended ${rounds} times under load: ${now + dropped} requests sent on ${connections} connections, ${now} answered, ${dropped} dropped`,
      );
      expect(dropped).toBe(0);
      // On a busy machine, a round has little more than one for each client.
      expect(now).toBeGreaterThan(24 * rounds);
    },
  );

  it('keeps the event of every answer: the next one stores them, whatever its number of processes', async () => {
    const { child, database } = await startWith(1);
    const found = await allStored(database, answered, 30_000);
    await database.$disconnect();
    await end(child, 'SIGTERM');
    console.log(
      `after the ends under load: ${answered.size} answered; ${found.stored} stored, ${found.lost} lost, ${found.double} double`,
    );
    expect([found.lost, found.double]).toEqual([0, 0]);
  });
});
