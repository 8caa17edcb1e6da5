import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { orAborted } from './or-aborted.ts';

/** How often the database is asked, and how long it may take to answer. */
const pollIntervalMs = 1000;
const timeoutMs = 1500;
/** How soon it is asked again when it has not answered. */
const againMs = 250;
/** One question may go astray: a busy machine may be slow for once. */
const maxUnanswered = 2;

/** Asks over and over, on a connection of its own, whether the database answers. */
export interface Heartbeat {
  /** Asks now; rejects when there is no answer within a second and a half. */
  ask(): Promise<void>;
  /** Waits for something that needs the database, and rejects as soon as that has stopped answering. */
  whileItAnswers<Result>(promise: Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
}

/**
 * Watches a database that may hang without closing its connections, as one does that was halted, or is behind a broken
 * network. Calls `onSilent` each time when it has been silent for some seconds. One that refuses a connection is not
 * silent: whoever needs it hears that at once.
 */
export function startHeartbeat(url: string, onSilent: () => void): Heartbeat {
  const stop = new AbortController();
  let silent = new AbortController();
  let client: pg.Client | undefined;
  let asking: Promise<void> | undefined;

  async function ask(): Promise<void> {
    // A connection that has broken since is replaced once.
    const hadOne = client !== undefined;
    try {
      await question();
    } catch (error) {
      if (!hadOne || error === late) throw error;
      await question();
    }
  }

  async function question(): Promise<void> {
    const asked = client ?? connection();
    client = asked;
    const limit = new AbortController();
    try {
      const answer = isConnected.has(asked) ? asked.query('SELECT 1') : connect(asked);
      await Promise.race([answer, lateAfter(timeoutMs, limit.signal)]);
    } catch (error) {
      client = undefined;
      discard(asked);
      throw error;
    } finally {
      limit.abort();
    }
  }

  const isConnected = new WeakSet<pg.Client>();
  async function connect(fresh: pg.Client): Promise<void> {
    await fresh.connect();
    await fresh.query('SELECT 1');
    isConnected.add(fresh);
  }

  function connection(): pg.Client {
    const fresh = new pg.Client({ connectionString: url, application_name: 'waymark-server' });
    // The next question reports what is wrong.
    return fresh.on('error', () => undefined);
  }

  async function run(): Promise<void> {
    for (let unanswered = 0; !stop.signal.aborted; ) {
      unanswered = await together().then(
        () => 0,
        (error) => (error === late ? unanswered + 1 : 0),
      );
      if (unanswered >= maxUnanswered) {
        silent.abort(Object.assign(new Error('The database does not answer.'), { code: 'ECONNABORTED' }));
        onSilent();
      }
      const pause = unanswered === 0 ? pollIntervalMs : againMs;
      await sleep(pause, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  }

  /** Several who ask at once share an answer. */
  function together(): Promise<void> {
    asking ??= ask()
      .then(speaks, (error) => {
        if (error !== late) speaks();
        throw error;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  }

  function speaks(): void {
    if (silent.signal.aborted) silent = new AbortController();
  }

  const running = run();
  return {
    ask: together,
    whileItAnswers: (promise) => orAborted(promise, silent.signal),
    async stop() {
      stop.abort();
      await running;
      if (client) discard(client);
    },
  };
}

const late = new Error('The database has not answered in time.');

async function lateAfter(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
  if (signal.aborted) return;
  // What has arrived while this thread was busy is heard first.
  await nextTurn();
  throw late;
}

/** Closes a connection whose other side may never answer. */
function discard(client: pg.Client): void {
  client.end().catch(() => undefined);
  client.connection.stream.destroy();
}
