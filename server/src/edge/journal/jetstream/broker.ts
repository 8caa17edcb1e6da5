import {
  AckPolicy,
  type ConsumerConfig,
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream';
import {
  type ConnectionOptions,
  connect,
  createInbox,
  type Msg,
  type NatsConnection,
  nanos,
} from '@nats-io/transport-node';

const stream = 'WAYMARK_EVENTS';
const subject = 'waymark.events';
const consumer = 'waymark';

/** For requests to the broker that no recipient waits for. */
const requestTimeoutMs = 5000;

const streamConfig: Partial<StreamConfig> & { name: string } = {
  name: stream,
  subjects: [subject],
  storage: StorageType.File,
  retention: RetentionPolicy.Limits,
  // A stream at its limit refuses new messages, which then wait here, instead of dropping old ones.
  discard: DiscardPolicy.New,
  max_age: nanos(7 * 24 * 3600 * 1000),
  duplicate_window: nanos(120_000),
};

const consumerConfig: Partial<ConsumerConfig> = {
  durable_name: consumer,
  ack_policy: AckPolicy.Explicit,
  ack_wait: nanos(30_000),
  max_ack_pending: 50_000,
};

/** A connection to NATS JetStream with the stream of events and the consumer that all servers share. */
export class Broker {
  readonly #connection: NatsConnection;
  readonly #manager: JetStreamManager;
  readonly #client: JetStreamClient;

  /** Connects, and creates stream and consumer where they are missing. Throws when that does not work now. */
  static async connect(options: ConnectionOptions): Promise<Broker> {
    const connection = await connect({
      timeout: requestTimeoutMs,
      name: 'waymark',
      maxReconnectAttempts: -1,
      reconnectTimeWait: 500,
      // A hanging broker is noticed after ten seconds.
      pingInterval: 5000,
      maxPingOut: 2,
      ignoreAuthErrorAbort: true,
      noAsyncTraces: true,
      ...options,
    });
    try {
      const manager = await jetstreamManager(connection, { timeout: requestTimeoutMs });
      const broker = new Broker(connection, manager);
      await broker.prepare();
      return broker;
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  private constructor(connection: NatsConnection, manager: JetStreamManager) {
    this.#connection = connection;
    this.#manager = manager;
    this.#client = jetstream(connection, { timeout: requestTimeoutMs });
  }

  /** Creates stream and consumer where they are missing; those that an operator has created stay as they are. */
  async prepare(): Promise<void> {
    await findOrCreate(
      () => this.#manager.streams.info(stream),
      () => this.#manager.streams.add(streamConfig),
    );
    await findOrCreate(
      () => this.#manager.consumers.info(stream, consumer),
      () => this.#manager.consumers.add(stream, consumerConfig),
    );
  }

  /** Calls back whenever the connection is lost (false) or restored (true), until it is closed. */
  async watch(changed: (connected: boolean) => void): Promise<void> {
    for await (const { type } of this.#connection.status()) {
      if (type === 'disconnect' || type === 'staleConnection') changed(false);
      if (type === 'reconnect') changed(true);
    }
  }

  /** Resolves when the broker has acknowledged the message; rejects after the timeout, when it may or may not have it. */
  async publish(id: string, text: string, timeoutMs: number): Promise<void> {
    await this.#client.publish(subject, text, { msgID: id, timeout: timeoutMs, retries: 0 });
  }

  /** Up to `max` messages that nobody else was given, without waiting for more. */
  pull(max: number): Promise<Msg[]> {
    const inbox = createInbox();
    const messages: Msg[] = [];
    return new Promise((pulled, failed) => {
      const timer = setTimeout(() => finish(new Error('The broker has not answered.')), requestTimeoutMs);
      const subscription = this.#connection.subscribe(inbox, {
        callback(error, message) {
          if (error) return finish(error);
          // ADR-37: a status in the headers ends the request.
          if (message.headers !== undefined && message.headers.code >= 400) return finish();
          messages.push(message);
          if (messages.length === max) finish();
        },
      });
      function finish(error?: Error): void {
        clearTimeout(timer);
        subscription.unsubscribe();
        // What has arrived is ours to store, even if more was due.
        if (error === undefined || messages.length > 0) pulled(messages);
        else failed(error);
      }
      const request = JSON.stringify({ batch: max, no_wait: true });
      this.#connection.publish(`$JS.API.CONSUMER.MSG.NEXT.${stream}.${consumer}`, request, { reply: inbox });
    });
  }

  /** How many messages are not in the database yet. */
  async waiting(): Promise<number> {
    const { num_pending, num_ack_pending } = await this.#manager.consumers.info(stream, consumer);
    return num_pending + num_ack_pending;
  }

  /** Sends what is still buffered, then disconnects. */
  async close(): Promise<void> {
    await this.#connection.drain().catch(() => this.#connection.close());
  }
}

async function findOrCreate(find: () => Promise<unknown>, create: () => Promise<unknown>): Promise<void> {
  try {
    await find();
  } catch (error) {
    const missing: number[] = [JetStreamApiCodes.StreamNotFound, JetStreamApiCodes.ConsumerNotFound];
    if (!(error instanceof JetStreamApiError) || !missing.includes(error.code)) throw error;
    await create();
  }
}
