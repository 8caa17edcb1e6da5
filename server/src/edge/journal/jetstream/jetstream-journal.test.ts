import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { needs } from '@waymark/testing/needs';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../net/both-ways.testing.ts';
import { eventsIn, temporaryFolder } from '../../edge.testing.ts';
import { journalConformance, numberedEvent } from '../journal.conformance.ts';
import type { Journal } from '../journal.ts';
import { SegmentJournal } from '../segment-journal.ts';
import { JetStreamJournal, type JetStreamJournalOptions } from './jetstream-journal.ts';
import { type NatsServer, startNatsServer } from './nats-server.testing.ts';

const servers: NatsServer[] = [];
async function startServer(configuration?: string): Promise<NatsServer> {
  const server = await startNatsServer(await freePort(), configuration);
  servers.push(server);
  return server;
}
afterAll(async () => {
  for (const server of servers) await server.remove();
});

journalConformance('a journal in JetStream', async () => {
  const server = await startServer();
  const { folder, remove } = await temporaryFolder();
  return {
    async open() {
      const spool = await SegmentJournal.open(folder);
      const journal = new JetStreamJournal({ connection: { port: server.port }, spool });
      await journal.ready();
      return journal;
    },
    async remove() {
      await server.remove();
      await remove();
    },
  };
});

/** For operations that take a broker a second or two. */
const patiently = { timeout: 10_000 };

let server: NatsServer;
let folder: string;
let remove: () => Promise<void>;
let journal: JetStreamJournal;
let spool: SegmentJournal;
let errors: unknown[];

async function open(options: Partial<JetStreamJournalOptions> = {}): Promise<void> {
  spool = await SegmentJournal.open(folder);
  const onError = (error: unknown) => errors.push(error);
  journal = new JetStreamJournal({ connection: { port: server.port }, spool, onError, cooldownMs: 50, ...options });
}

const appendAll = (from: number, to: number) =>
  Promise.all(Array.from({ length: to - from }, (_, index) => journal.append(numberedEvent(from + index))));
const numbersIn = async (one: Journal) => (await eventsIn(one)).map(({ subject }) => subject);
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe('a journal in JetStream', needs('nats-server', 'ps'), () => {
  beforeEach(async () => {
    server = await startServer();
    ({ folder, remove } = await temporaryFolder());
    errors = [];
  });
  afterEach(async () => {
    server.goOn();
    await journal.close();
    await server.remove();
    await remove();
  });

  describe('a journal whose broker', () => {
    it('is not there yet puts events into the spool, and connects by itself', async () => {
      await server.kill();
      await open();
      await appendAll(0, 5);
      expect(await numbersIn(spool)).toEqual(numbers(0, 5));
      await server.restart();
      await journal.ready();
      await appendAll(5, 10);
      expect(await numbersIn(journal)).toEqual(numbers(5, 10));
      expect(journal.lost).toBe(0);
    });

    it('is killed and restarted loses nothing: what it did not acknowledge is in the spool', async () => {
      await open();
      await journal.ready();
      await appendAll(0, 20);
      const under = appendAll(20, 40);
      await server.kill();
      await under;
      await appendAll(40, 60);
      await server.restart();
      let next = 60;
      await expect
        .poll(async () => {
          await appendAll(next, next + 1);
          next++;
          return journal.stored;
        }, patiently)
        .toBeGreaterThan(20);
      const both = new Set([...(await numbersIn(journal)), ...(await numbersIn(spool))]);
      expect([...both].sort((one, other) => one - other)).toEqual(numbers(0, next));
      expect(errors.length).toBeGreaterThan(0);
    });

    it('hangs delays a request by the timeout, once, and is used again when it recovers', async () => {
      await open({ timeoutMs: 100 });
      await journal.ready();
      await appendAll(0, 5);
      await server.halt();
      await appendAll(5, 10);
      expect(await numbersIn(spool)).toEqual(numbers(5, 10));
      const failures = errors.length;
      await appendAll(10, 15);
      expect(errors.length).toBe(failures);
      expect(await numbersIn(spool)).toEqual(numbers(5, 15));
      server.goOn();
      let next = 15;
      await expect
        .poll(async () => {
          await appendAll(next, next + 1);
          next++;
          return (await numbersIn(spool)).includes(next - 1);
        }, patiently)
        .toBe(false);
      const both = new Set([...(await numbersIn(journal)), ...(await numbersIn(spool))]);
      expect([...both].sort((one, other) => one - other)).toEqual(numbers(0, next));
    });

    it('has no space left refuses, and events stay in the spool', async () => {
      await open();
      await journal.ready();
      const connection = await connect({ port: server.port });
      const manager = await jetstreamManager(connection);
      await manager.streams.update('WAYMARK_EVENTS', { max_msgs: 3 });
      for (const number of numbers(0, 6)) await journal.append(numberedEvent(number));
      expect(await numbersIn(journal)).toEqual([0, 1, 2]);
      expect(await numbersIn(spool)).toEqual([3, 4, 5]);
      await connection.close();
    });

    it('requires a password is given it, and errors do not reveal it', async () => {
      const locked = await startServer('authorization { user: waymark, password: secret-word }');
      await open({ connection: { port: locked.port, user: 'waymark', pass: 'wrong-word' } });
      await expect.poll(() => errors.length).toBeGreaterThan(0);
      await journal.close();
      expect(JSON.stringify(errors.map(String))).not.toContain('word');
      await open({ connection: { port: locked.port, user: 'waymark', pass: 'secret-word' } });
      await journal.ready();
      await appendAll(0, 3);
      expect(await numbersIn(journal)).toEqual(numbers(0, 3));
    });
  });

  describe('messages', () => {
    it('with an id that the broker already has are not stored twice', async () => {
      await open();
      await journal.ready();
      const event = numberedEvent(1);
      await Promise.all([journal.append(event), journal.append(event)]);
      await journal.append(event);
      expect(await eventsIn(journal)).toEqual([event]);
    });

    it('that are not events are skipped and counted', async () => {
      await open();
      await journal.ready();
      const connection = await connect({ port: server.port });
      await jetstream(connection).publish('waymark.events', 'nonsense');
      await connection.close();
      await appendAll(1, 3);
      const batch = await journal.read();
      expect(batch!.events.map(({ subject }) => subject)).toEqual([1, 2]);
      await batch!.release();
      expect(journal.lost).toBe(1);
    });

    it('are distributed among all servers, each to one of them', async () => {
      await open();
      await journal.ready();
      const other = await temporaryFolder();
      const second = new JetStreamJournal({
        connection: { port: server.port },
        spool: await SegmentJournal.open(other.folder),
      });
      await second.ready();
      await appendAll(0, 7000);
      const batches = [await journal.read(), await second.read(), await journal.read()].map((batch) =>
        batch!.events.map(({ subject }) => subject),
      );
      expect(batches.map(({ length }) => length)).toEqual([3000, 3000, 1000]);
      expect(batches.flat()).toEqual(numbers(0, 7000));
      await second.close();
      await other.remove();
    });
  });
});
