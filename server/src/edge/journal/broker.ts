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

/** How long a request to the broker may take that no recipient waits for, in milliseconds. */
const timeout = 5000;

const streamConfig: Partial<StreamConfig> & { name: string } = {
  name: stream,
  subjects: [subject],
  storage: StorageType.File,
  retention: RetentionPolicy.Limits,
  // A stream that has reached a limit is to refuse what is new, which then waits here, instead of dropping what is old.
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

  /** Connects, and makes stream and consumer where they are missing. Throws when that does not work now. */
  static async connect(options: ConnectionOptions): Promise<Broker> {
    const connection = await connect({
      timeout,
      name: 'waymark',
      maxReconnectAttempts: -1,
      reconnectTimeWait: 500,
      // A broker that hangs is noticed after ten seconds.
      pingInterval: 5000,
      maxPingOut: 2,
      ignoreAuthErrorAbort: true,
      noAsyncTraces: true,
      ...options,
    });
    try {
      const manager = await jetstreamManager(connection, { timeout });
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
    this.#client = jetstream(connection, { timeout });
  }

  /** Makes stream and consumer where they are missing; those that an operator has made stay as they are. */
  async prepare(): Promise<void> {
    await orMake(
      () => this.#manager.streams.info(stream),
      () => this.#manager.streams.add(streamConfig),
    );
    await orMake(
      () => this.#manager.consumers.info(stream, consumer),
      () => this.#manager.consumers.add(stream, consumerConfig),
    );
  }

  /** Calls back whenever the connection is lost (false) or there again (true), until it is closed. */
  async watch(changed: (connected: boolean) => void): Promise<void> {
    for await (const { type } of this.#connection.status()) {
      if (type === 'disconnect' || type === 'staleConnection') changed(false);
      if (type === 'reconnect') changed(true);
    }
  }

  /** Resolves when the broker has acknowledged the message; rejects after so many milliseconds, when it may have it or not. */
  async publish(id: string, text: string, patience: number): Promise<void> {
    await this.#client.publish(subject, text, { msgID: id, timeout: patience, retries: 0 });
  }

  /** Up to so many messages that nobody else was given, without waiting for any. */
  pull(most: number): Promise<Msg[]> {
    const inbox = createInbox();
    const messages: Msg[] = [];
    return new Promise((pulled, failed) => {
      const giveUp = setTimeout(() => over(new Error('The broker has not answered.')), timeout);
      const subscription = this.#connection.subscribe(inbox, {
        callback(error, message) {
          if (error) return over(error);
          // ADR-37: a status in the headers ends the request.
          if (message.headers !== undefined && message.headers.code >= 400) return over();
          messages.push(message);
          if (messages.length === most) over();
        },
      });
      function over(error?: Error): void {
        clearTimeout(giveUp);
        subscription.unsubscribe();
        // What has come is ours, even if more was to come.
        if (error === undefined || messages.length > 0) pulled(messages);
        else failed(error);
      }
      const request = JSON.stringify({ batch: most, no_wait: true });
      this.#connection.publish(`$JS.API.CONSUMER.MSG.NEXT.${stream}.${consumer}`, request, { reply: inbox });
    });
  }

  /** How many messages no server has stored yet. */
  async waiting(): Promise<number> {
    const { num_pending, num_ack_pending } = await this.#manager.consumers.info(stream, consumer);
    return num_pending + num_ack_pending;
  }

  /** Sends what was said before, then disconnects. */
  async close(): Promise<void> {
    await this.#connection.drain().catch(() => this.#connection.close());
  }
}

async function orMake(find: () => Promise<unknown>, make: () => Promise<unknown>): Promise<void> {
  try {
    await find();
  } catch (error) {
    const missing: number[] = [JetStreamApiCodes.StreamNotFound, JetStreamApiCodes.ConsumerNotFound];
    if (!(error instanceof JetStreamApiError) || !missing.includes(error.code)) throw error;
    await make();
  }
}
