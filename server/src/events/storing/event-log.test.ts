import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { AckPolicy, jetstreamManager } from '@nats-io/jetstream';
import { connect, nanos } from '@nats-io/transport-node';
import { type FreshDatabase, freshDatabase } from '@waymark/prisma/testing';
import { needs } from '@waymark/testing/needs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cutDatabase } from '../../../test/test-server.ts';
import { readConfig } from '../../config/settings.ts';
import { temporaryFolder } from '../../edge/edge.testing.ts';
import { type NatsServer, startNatsServer } from '../../edge/journal/jetstream/nats-server.testing.ts';
import { smallFileSystem } from '../../edge/journal/small-disk.testing.ts';
import { freePort } from '../../net/both-ways.testing.ts';
import { createLog } from '../../observability/log.ts';
import { eventOf, sentMailing } from '../events.testing.ts';
import { type EventLog, openEventLog } from './event-log.ts';

let fresh: FreshDatabase;
let link: number;
beforeAll(async () => {
  fresh = await freshDatabase();
  ({
    links: [link],
  } = await sentMailing(fresh.database));
});
afterAll(() => fresh.drop());

let broker: NatsServer;
let undo: (() => unknown)[];
let lines: PassThrough;
beforeEach(async () => {
  broker = await startNatsServer(await freePort());
  undo = [() => broker.remove()];
  lines = new PassThrough();
  await fresh.database.event.deleteMany();
});
afterEach(async () => {
  for (const step of undo.reverse()) await step();
});

async function open(settings: Record<string, string> = {}): Promise<EventLog> {
  const { folder, remove } = await temporaryFolder();
  const config = readConfig({ NATS_URL: `nats://127.0.0.1:${broker.port}`, ...settings });
  const eventLog = await openEventLog(folder, config, { log: createLog('info', lines), onSync: () => undefined });
  const drain = eventLog.drainInto(fresh);
  undo.push(
    remove,
    () => eventLog.close(),
    () => drain.stop(),
  );
  return eventLog;
}

/** A consumer with limits set by an operator. */
async function giveAgainAfter(milliseconds: number): Promise<void> {
  const connection = await connect({ port: broker.port });
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name: 'WAYMARK_EVENTS', subjects: ['waymark.events'] });
  await manager.consumers.add('WAYMARK_EVENTS', {
    durable_name: 'waymark',
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(milliseconds),
  });
  await connection.close();
}

async function appendClicks({ journal }: EventLog, count: number): Promise<string[]> {
  const events = Array.from({ length: count }, () => eventOf('click', link));
  await Promise.all(events.map((event) => journal.append(event)));
  return events.map(({ id }) => id);
}

const storedIds = async () => (await fresh.database.event.findMany()).map(({ id }) => id).sort();
const logged = () =>
  String(lines.read() ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).msg);
/** For operations that take a broker a second or two. */
const patiently = { timeout: 20_000 };

describe('an event log with a broker', needs('nats-server', 'ps'), () => {
  it('stores every event in the database once, through any number of servers', async () => {
    const logs = [await open(), await open(), await open()];
    const ids: string[] = [];
    for (let round = 0; round < 5; round++) {
      for (const one of logs) ids.push(...(await appendClicks(one, 40)));
    }
    await expect.poll(storedIds, patiently).toEqual(ids.sort());
    await expect.poll(() => logs[0]!.waitingInBroker(), patiently).toBe(0);
    expect(logs.reduce((sum, one) => sum + one.state().drained, 0)).toBe(600);
  });

  it('continues on disk while the broker is away, logs that once, and returns to it', async () => {
    // What was being delivered when the broker died is redelivered after this time.
    await giveAgainAfter(1000);
    const eventLog = await open();
    await expect.poll(() => eventLog.waitingInBroker(), patiently).toBe(0);
    const ids = await appendClicks(eventLog, 30);
    await broker.kill();
    for (let round = 0; round < 5; round++) ids.push(...(await appendClicks(eventLog, 10)));
    expect(eventLog.state().troubles).toEqual(['the broker does not take events; they go to the disk']);
    expect(logged()).toEqual([
      'the broker at NATS_URL does not accept events; they go to the disk of this server meanwhile',
    ]);
    await broker.restart();
    await expect
      .poll(async () => {
        ids.push(...(await appendClicks(eventLog, 1)));
        return eventLog.waitingInBroker();
      }, patiently)
      .toBeGreaterThanOrEqual(0);
    await expect.poll(storedIds, patiently).toEqual(ids.sort());
    expect(eventLog.state()).toMatchObject({ lost: 0, late: 0, waitingBytes: 0 });
  });

  it('stores once what it held while the database was away and the broker redelivered to others', async () => {
    await giveAgainAfter(1000);
    const restore = await cutDatabase(fresh.url);
    const logs = [await open(), await open()];
    for (const one of logs) await expect.poll(() => one.waitingInBroker(), patiently).toBe(0);
    const ids: string[] = [];
    for (const one of logs) ids.push(...(await appendClicks(one, 50)));
    // By now each holds a batch that the database rejects.
    for (const one of logs) await expect.poll(() => one.state().drainErrors, patiently).toBeGreaterThan(2);
    await restore();
    await expect.poll(storedIds, patiently).toEqual(ids.sort());
    await expect.poll(() => logs[0]!.waitingInBroker(), patiently).toBe(0);
  });

  it('reads its files without a broker, and reports no numbers for one', async () => {
    const eventLog = await open({ NATS_URL: '' });
    const ids = await appendClicks(eventLog, 100);
    await expect.poll(storedIds, patiently).toEqual(ids.sort());
    expect(await eventLog.waitingInBroker()).toBeUndefined();
    expect(eventLog.state()).toMatchObject({ stored: 100, lost: 0, troubles: [] });
  });

  it('has moved its files into the database when it stops, but does not wait for a database that is away', async () => {
    const { folder, remove } = await temporaryFolder();
    const batches = { log: createLog('info', lines), onSync: () => undefined };
    const eventLog = await openEventLog(folder, readConfig({}), batches);
    undo.push(remove, () => eventLog.close());
    const drain = eventLog.drainInto(fresh);
    await drain.idle();
    const ids: string[] = [];
    for (let round = 0; round < 5; round++) ids.push(...(await appendClicks(eventLog, 1000)));
    await drain.stop();
    expect(await storedIds()).toEqual(ids.sort());
    expect(logged()).toEqual([]);

    const restore = await cutDatabase(fresh.url);
    const other = eventLog.drainInto(fresh);
    await appendClicks(eventLog, 10);
    await expect.poll(() => eventLog.state().drainErrors, patiently).toBeGreaterThan(0);
    const began = performance.now();
    await other.stop();
    expect(performance.now() - began).toBeLessThan(3000);
    expect(logged()).toContain('events wait in the data folder for the next start');
    await restore();
  });

  const onSmallDisk = needs('mounting a file system');
  it('logs a full disk and the loss once, and resumes when there is space', onSmallDisk, async () => {
    const disk = await smallFileSystem();
    undo.push(disk.remove);
    const config = readConfig({});
    const batches = { log: createLog('info', lines), onSync: () => undefined };
    const eventLog = await openEventLog(join(disk.folder, 'journal'), config, batches);
    undo.push(() => eventLog.close());
    for (let round = 0; round < 30; round++) await appendClicks(eventLog, 100);
    const { lost, stored, troubles } = eventLog.state();
    expect(lost).toBeGreaterThan(0);
    expect(stored + lost).toBe(3000);
    expect(troubles).toEqual([`events cannot be written to the disk: ${lost} lost, 0 late`]);
    expect(logged()).toEqual(['events cannot be written to the disk; links keep working, and lost events are counted']);
    await disk.makeRoom();
    await appendClicks(eventLog, 100);
    expect(eventLog.state()).toMatchObject({ lost, stored: stored + 100 });
  });
});
