import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AckPolicy, jetstreamManager } from '@nats-io/jetstream';
import { connect, nanos } from '@nats-io/transport-node';
import { type FreshDatabase, freshDatabase } from '@waymark/prisma/testing';
import { needs } from '@waymark/testing/needs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NatsServer, startNatsServer } from '../src/edge/journal/jetstream/nats-server.testing.ts';
import { ask, askingMetrics, metricsSecret } from './ask.ts';
import { type ClickedLink, end, sentLink, startClicking, startProgram } from './clicks.ts';
import { allStored } from './stored-clicks.ts';
import { freePort } from './test-server.ts';

/** How many more clicks have to be answered in each phase. */
const enough = 300;
const patiently = { timeout: 40_000 };

let folder: string;
let fresh: FreshDatabase;
let broker: NatsServer;
let link: ClickedLink;
let server: ChildProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-broker-'));
  fresh = await freshDatabase();
  broker = await startNatsServer(await freePort());
  link = await sentLink(fresh.database);
  await prepareStream();
});
afterAll(async () => {
  await end(server, 'SIGKILL');
  await broker.remove();
  await fresh.drop();
  await rm(folder, { recursive: true });
});

/** A consumer with limits set by an operator: what a dead server held is redelivered after two seconds. */
async function prepareStream(): Promise<void> {
  const connection = await connect({ port: broker.port });
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name: 'WAYMARK_EVENTS', subjects: ['waymark.events'] });
  await manager.consumers.add('WAYMARK_EVENTS', {
    durable_name: 'waymark',
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(2000),
  });
  await connection.close();
}

describe(
  'while the broker is stopped and started again, and servers are killed meanwhile',
  needs('nats-server'),
  () => {
    it('links keep working, and all of their events are in the database afterwards, once', async () => {
      const port = await freePort();
      const env = {
        PORT: String(port),
        WAYMARK_DATA: join(folder, 'data'),
        DATABASE_URL: fresh.url,
        NATS_URL: `nats://127.0.0.1:${broker.port}`,
        WAYMARK_LOG_LEVEL: 'silent',
        WAYMARK_METRICS_SECRET: metricsSecret,
      };
      server = await startProgram(env);
      const clicking = startClicking(port, link);
      const more = async () => {
        const before = clicking.answered.size;
        await expect.poll(() => clicking.answered.size, patiently).toBeGreaterThan(before + enough);
      };
      const restart = async () => {
        await end(server, 'SIGKILL');
        server = await startProgram(env);
      };
      const waitingInBroker = async () =>
        Number(/^waymark_broker_waiting_events (\S+)$/m.exec((await ask(port, '/metrics', askingMetrics)).text)?.[1]);

      await more();
      await expect.poll(waitingInBroker, patiently).toBeGreaterThanOrEqual(0);
      await more();
      await broker.kill();
      await more();
      expect((await ask(port, '/readyz')).text).toContain('the broker does not take events; they go to the disk');
      await restart();
      await more();
      await broker.restart();
      await expect.poll(waitingInBroker, patiently).toBeGreaterThanOrEqual(0);
      await more();
      await restart();
      await more();

      const { answered, failed, broken } = await clicking.stop();
      await expect.poll(waitingInBroker, patiently).toBe(0);
      const { stored, lost, double } = await allStored(fresh.database, answered);
      console.log(
        `broker killed and started again, server killed twice: answered ${answered.size}, ${failed} failed, ${broken} tried again while no server listened; stored ${stored}, lost ${lost}, double ${double}`,
      );
      expect([failed, lost, double]).toEqual([0, 0, 0]);
      await end(server, 'SIGTERM');
    });
  },
);
