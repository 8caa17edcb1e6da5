import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { LinkMap } from '../edge/links/link-map.ts';
import { type CatchUpOptions, createCatchUp, knowsAllHosts } from './catch-up.ts';
import { ReplacedDatabase } from './change-log.ts';
import type { Query } from './read-entities.ts';

/** Keeps this process's link map in step with the database. */
export interface ChangeFeed {
  /**
   * Resolves when the map has everything that was committed before the call. It also resolves when the database is
   * unreachable: what is missing arrives later, and a link requested before that is looked up.
   */
  caughtUp(): Promise<void>;
  /** Resolves when the map is complete for the first time, or when stopped. */
  readonly complete: Promise<void>;
  stop(): Promise<void>;
}

export interface ChangeFeedOptions extends CatchUpOptions {
  readonly url: string;
  readonly linkMap: LinkMap;
  /** Called with every failure; the feed retries by itself. */
  readonly onError: (error: unknown) => void;
  /** Called repeatedly once the map knows all hosts; before, it cannot tell which hosts are unknown. */
  readonly onHostsKnown?: () => void;
  /** Called when the database turns out to be no longer the expected one. */
  readonly onReplaced?: () => void;
  /** How often to look for changes without a notification, and to retry after a failure. */
  readonly pollIntervalMs?: number;
  /** Whether to listen for notifications. */
  readonly listen?: boolean;
}

const timeoutMs = 10_000;

/** Starts following the database's change log, over a connection of its own. */
export function followChanges({
  url,
  linkMap,
  onError,
  onHostsKnown = () => undefined,
  onReplaced = () => undefined,
  pollIntervalMs = 1000,
  listen = true,
  expected,
  onPosition,
  decrypt,
}: ChangeFeedOptions): ChangeFeed {
  const catchUp = createCatchUp(linkMap, { expected, onPosition, decrypt });
  const complete = Promise.withResolvers<void>();
  const stop = new AbortController();
  /** Aborted when there may be something new, which ends the wait for it. */
  let news = new AbortController();
  let waiting: (() => void)[] = [];

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      const client = connection();
      try {
        await client.connect();
        if (listen) await client.query('LISTEN waymark_change');
        await follow(async (sql, parameters) => (await client.query(sql, [...parameters])).rows);
        await client.end();
      } catch (error) {
        // Closing a hanging connection would take a while.
        client.end().catch(() => undefined);
        onError(error);
        if (error instanceof ReplacedDatabase) onReplaced();
        releaseWaiting();
        await sleep(pollIntervalMs, undefined, { signal: stop.signal }).catch(() => undefined);
      }
    }
    releaseWaiting();
    complete.resolve();
  }

  function connection(): pg.Client {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'waymark-feed',
      keepAlive: true,
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
    });
    // The next query reports what is wrong.
    client.on('error', () => news.abort());
    client.on('notification', () => news.abort());
    return client;
  }

  async function follow(query: Query): Promise<void> {
    await catchUp.begin(query);
    while (!stop.signal.aborted) {
      news = new AbortController();
      const served = waiting;
      waiting = [];
      const more = await catchUp.step(query).finally(() => {
        for (const resolve of served) resolve();
      });
      if (knowsAllHosts(linkMap)) onHostsKnown();
      if (more) continue;
      complete.resolve();
      if (waiting.length === 0) await sleep(pollIntervalMs, undefined, { signal: news.signal }).catch(() => undefined);
    }
  }

  function releaseWaiting(): void {
    for (const resolve of waiting) resolve();
    waiting = [];
  }

  const running = run();
  return {
    complete: complete.promise,
    caughtUp() {
      if (stop.signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        waiting.push(resolve);
        news.abort();
      });
    },
    async stop() {
      stop.abort();
      news.abort();
      await running;
    },
  };
}
