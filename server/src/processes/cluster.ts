import cluster, { type Worker as WorkerProcess } from 'node:cluster';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AggregatorRegistry } from 'prom-client';
import type { Config } from '../config/settings.ts';
import { lockFolder } from '../edge/journal/folder-lock.ts';
import { createLog, type Log } from '../observability/log.ts';
import { workerFolder } from '../storage/data-folders.ts';
import { orAborted } from '../storage/or-aborted.ts';
import { writeServerFile } from '../storage/server-file.ts';
import { startWhenPossible } from '../storage/start-when-possible.ts';
import { databaseStopMs, stopStep } from '../storage/stop-step.ts';
import { logRestart, prepareDataFolder } from '../storage/storage.ts';
import { startSupervisedPostgres } from '../storage/supervised-postgres.ts';
import type { RunningServer } from './running-server.ts';
import { SharedSocket } from './shared-socket.ts';
import { answerClosed, answerMetrics, type WorkerMessage } from './worker-messages.ts';

const firstPauseMs = 100;
const maxPauseMs = 10_000;
/** A worker that ran this long did not fail at its start. */
const startedAfterMs = 10_000;
/** How long workers may take to exit by themselves. */
const stopTimeoutMs = 30_000;

/**
 * Starts as many workers on one port as configured, each a server with its own event log and copy of the link map, and
 * the embedded database for all of them. Restarts a worker that dies. Resolves when all are ready; throws when one
 * fails to start, after it has logged why, and when the signal is aborted; then nothing is left running.
 */
export async function startProcesses(config: Config, signal?: AbortSignal): Promise<RunningServer> {
  const canWrite = prepareDataFolder(config.dataFolder, workerFolder(config.dataFolder, 1));
  // Workers accept connections from the socket themselves. If this process distributed them, a connection on its way to
  // a worker that is killed at that moment would never be answered or closed.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  const log = createLog(config.logLevel);
  await using started = new AsyncDisposableStack();
  if (canWrite) started.defer(stopStep(log, 'the lock of the data folder', lockFolder(config.dataFolder)));
  const embedded = config.databaseUrl === undefined ? await beginEmbedded(config, log, signal) : undefined;
  started.defer(stopStep(log, 'the embedded database', () => embedded?.stop(), databaseStopMs));
  const metrics = new AggregatorRegistry();
  const socket = new SharedSocket();
  const workers = Array.from({ length: config.processes }, (_, index) =>
    keepWorker(index + 1, socket, log, () => metrics.clusterMetrics()),
  );
  const stopAll = async () => {
    socket.stopping();
    await Promise.all(workers.map((worker) => worker.stop()));
  };
  started.defer(stopStep(log, 'the processes', stopAll, 2 * stopTimeoutMs));
  const [first] = await orAborted(Promise.all(workers.map((worker) => worker.ready)), signal);
  const forget = writeServerFile(config.dataFolder, first!.address);
  started.defer(stopStep(log, 'the file that says where it listens', forget));
  const running = started.move();
  return { banner: first!.banner, address: first!.address, stop: () => running.disposeAsync() };
}

/** Workers with copies of the links need not wait for a database that cannot start. */
function beginEmbedded({ dataFolder }: Config, log: Log, starting: AbortSignal | undefined) {
  const begin = (signal: AbortSignal) => startSupervisedPostgres(join(dataFolder, 'postgres'), logRestart(log), signal);
  return startWhenPossible(
    begin,
    {
      mayWait: () => existsSync(join(workerFolder(dataFolder, 1), 'replica')),
      onFailure: (error) => log.error({ error }, 'the embedded database does not start; retrying'),
      onStarted: () => log.info('the embedded database has started'),
    },
    starting,
  );
}

/** Keeps one worker running until it is stopped. */
function keepWorker(number: number, socket: SharedSocket, log: Log, collectMetrics: () => Promise<string>) {
  const ready = Promise.withResolvers<Pick<RunningServer, 'banner' | 'address'>>();
  let wasReady = false;
  let stopping = false;
  let pause = firstPauseMs;
  let waiting: NodeJS.Timeout | undefined;
  let worker = begin();
  // If several fail to start, the first failure is reported.
  ready.promise.catch(() => undefined);

  function begin(): WorkerProcess {
    // Metrics may be NaN, which JSON cannot represent.
    cluster.setupPrimary({ args: [String(number), ...(wasReady ? ['again'] : [])], serialization: 'advanced' });
    const began = performance.now();
    const forked = cluster.fork();
    socket.opened(number);
    forked.on('message', (message: WorkerMessage) => {
      if (message.kind === 'closed') socket.closed(number, () => answerClosed(forked));
      if (message.kind === 'ask-metrics') void answerMetrics(forked.process, message.question, collectMetrics);
      if (message.kind !== 'ready') return;
      wasReady = true;
      ready.resolve(message);
    });
    forked.on('exit', (code, signal) => {
      socket.closed(number);
      if (stopping) return;
      if (!wasReady) {
        ready.reject(new Error(`Process ${number} did not start (${signal ?? code}).`));
        return;
      }
      pause = performance.now() - began > startedAfterMs ? firstPauseMs : Math.min(2 * pause, maxPauseMs);
      log.error({ process: number, code, signal, pause }, 'a process exited and will be restarted');
      waiting = setTimeout(() => {
        worker = begin();
      }, pause);
    });
    return forked;
  }

  async function stop(): Promise<void> {
    stopping = true;
    clearTimeout(waiting);
    if (worker.isDead()) return;
    const gone = new Promise((exited) => worker.once('exit', exited));
    worker.process.kill('SIGTERM');
    const timer = setTimeout(() => worker.process.kill('SIGKILL'), stopTimeoutMs);
    await gone;
    clearTimeout(timer);
  }

  return { ready: ready.promise, stop };
}
