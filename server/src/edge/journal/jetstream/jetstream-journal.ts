import { setTimeout as sleep } from 'node:timers/promises';
import { JetStreamApiError } from '@nats-io/jetstream';
import type { ConnectionOptions, Msg } from '@nats-io/transport-node';
import type { Journal, JournalBatch, TrackingEvent } from '../journal.ts';
import { decodeRecord, encodeRecord } from '../record.ts';
import { Broker } from './broker.ts';

export interface JetStreamJournalOptions {
  /** The URL of the broker and its credentials. */
  readonly connection: ConnectionOptions;
  /** Where events go while the broker is unavailable. Closed with this journal, but read by others. */
  readonly spool: Journal;
  /** How long a request waits for the broker before its event goes to the spool. */
  readonly timeoutMs?: number;
  /** How long a broker that has failed is left alone. */
  readonly cooldownMs?: number;
  /** Called with the reason when the broker could not be used. */
  readonly onError?: (error: unknown) => void;
}

const ack = '+ACK';
const nak = '-NAK';
const batchSize = 3000;
/** More unacknowledged events than this mean that the broker does not keep up. */
const maxInFlight = 10_000;

/**
 * A journal in NATS JetStream, shared by any number of servers: each event is published under its own id and answered after
 * the broker's acknowledgement. Events that the broker does not take in time go to the spool under the same id, so one may be
 * in both, and is stored once.
 */
export class JetStreamJournal implements Journal {
  readonly id = 'jetstream';
  /** Events that the broker has acknowledged since this journal was opened. */
  stored = 0;
  readonly #options: Required<JetStreamJournalOptions>;
  readonly #listeners = new Set<() => void>();
  /** Messages that were read but not released. */
  readonly #held = new Set<Msg>();
  readonly #connecting: Promise<void>;
  #broker: Broker | undefined;
  #connected = false;
  /** When to try the broker again, on the clock of performance.now(); 0 while it works. */
  #cooldownUntil = 0;
  #asking: Promise<void> | undefined;
  #inFlight = 0;
  #damaged = 0;
  readonly #closing = new AbortController();

  /** Connects in the background, for as long as it takes; until then events go to the spool. */
  constructor(options: JetStreamJournalOptions) {
    this.#options = { timeoutMs: 1000, cooldownMs: 1000, onError: () => undefined, ...options };
    this.#connecting = this.#connect();
  }

  get lost(): number {
    return this.#options.spool.lost + this.#damaged;
  }

  get late(): number {
    return this.#options.spool.late;
  }

  /** Resolves when the first connection was made or the journal is closed. */
  async ready(): Promise<void> {
    await this.#connecting;
  }

  async append(event: TrackingEvent): Promise<void> {
    const { spool } = this.#options;
    if (!this.#connected || this.#closing.signal.aborted || this.#inFlight >= maxInFlight) return spool.append(event);
    if (this.#cooldownUntil > 0) {
      // A single event finds out whether the broker is back; its request does not wait, since the spool has it.
      if (performance.now() >= this.#cooldownUntil) void this.#tryAgain(event);
      return spool.append(event);
    }
    if (!(await this.#publish(event))) await spool.append(event);
  }

  async #publish(event: TrackingEvent): Promise<boolean> {
    this.#inFlight++;
    try {
      await this.#broker!.publish(event.id, encodeRecord(event), this.#options.timeoutMs);
      this.stored++;
      this.#cooldownUntil = 0;
      this.#notify();
      return true;
    } catch (error) {
      this.#failed(error);
      return false;
    } finally {
      this.#inFlight--;
    }
  }

  async #tryAgain(event: TrackingEvent): Promise<void> {
    this.#cooldownUntil = Number.POSITIVE_INFINITY;
    try {
      await this.#broker!.prepare();
    } catch (error) {
      this.#failed(error);
      return;
    }
    await this.#publish(event);
  }

  #failed(error: unknown): void {
    this.#cooldownUntil = performance.now() + this.#options.cooldownMs;
    this.#options.onError(error);
    // A broker that refuses answers already: only an event finds out when it has room again.
    if (!(error instanceof JetStreamApiError)) this.#asking ??= this.#askUntilItAnswers();
  }

  /** On a quiet server no event finds out whether the broker is back. */
  async #askUntilItAnswers(): Promise<void> {
    const { signal } = this.#closing;
    const { cooldownMs, onError } = this.#options;
    for (let answers = false; !answers && !signal.aborted; ) {
      await sleep(cooldownMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (!this.#connected || signal.aborted) continue;
      answers = await this.#broker!.prepare().then(
        () => true,
        (error) => {
          onError(error);
          return false;
        },
      );
    }
    this.#asking = undefined;
    if (!signal.aborted) this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }

  async #connect(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        const broker = await Broker.connect(this.#options.connection);
        this.#broker = broker;
        this.#connected = true;
        void broker.watch((connected) => {
          this.#connected = connected;
          if (!connected) this.#failed(new Error('The connection to the broker is lost.'));
        });
        this.#notify();
        return;
      } catch (error) {
        this.#options.onError(error);
        await sleep(this.#options.cooldownMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Returns to the broker what was read and not released; the broker remembers the rest. */
  async resume(): Promise<void> {
    for (const message of this.#held) message.respond(nak);
    this.#held.clear();
  }

  async read(): Promise<JournalBatch | undefined> {
    if (!this.#connected) return undefined;
    let messages: Msg[];
    try {
      messages = await this.#broker!.pull(batchSize);
    } catch (error) {
      this.#options.onError(error);
      return undefined;
    }
    if (messages.length === 0) return undefined;
    for (const message of messages) this.#held.add(message);
    const decoded = messages.map((message) => decodeRecord(message.string().trimEnd()));
    const events = decoded.filter((event) => event !== undefined);
    const release = async (lost = 0) => {
      this.#damaged += messages.length - events.length + lost;
      for (const message of messages) {
        message.respond(ack);
        this.#held.delete(message);
      }
    };
    return { events, cursor: undefined, release };
  }

  /** Events in the broker that no server has released; undefined when it does not respond. */
  async waiting(): Promise<number | undefined> {
    return this.#connected ? this.#broker?.waiting().catch(() => undefined) : undefined;
  }

  onStored(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#connecting;
    this.#connected = false;
    await this.resume();
    await this.#broker?.close();
    await this.#options.spool.close();
  }
}
