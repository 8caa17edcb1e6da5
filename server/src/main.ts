import cluster from 'node:cluster';
import { flushCompileCache } from 'node:module';
import { logFormatOf } from './config/environment.ts';
import { readOptions } from './config/options.ts';
import { readConfig, unknownSettings } from './config/settings.ts';
import { setAsideForeign } from './identity/set-aside.ts';
import { createLog } from './observability/log.ts';
import { startProcesses } from './processes/cluster.ts';
import { tellPrimary } from './processes/worker-messages.ts';
import { nextSteps } from './start/next-steps.ts';
import { start } from './start/start.ts';

// What is written is for this user alone, whoever wrote the code that writes it.
process.umask(0o077);
// Nobody may be left to read what is written here: that is no reason to end.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);

const stop = new AbortController();
const { signal } = stop;
/** Listened to from the beginning: what a start has started by then has to be stopped too. */
const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stop.abort());
// The parent process that started this program over IPC is gone, for whatever reason.
process.on('disconnect', () => stop.abort());
if (process.send !== undefined && !process.connected) stop.abort();

/** A stop is told to programs that read the log, and by one process of several; a person sees it. */
let log = createLog('silent');
signal.addEventListener('abort', () => log.info('stopping'));

function leave(): never {
  log.info('stopped');
  process.exit(0);
}

try {
  const config = readConfig();
  // The primary passes each worker its number, and whether it replaces an earlier worker of that number.
  const [number, again] = process.argv.slice(2);
  const worker = cluster.isWorker
    ? { number: Number(number), of: config.processes, again: again === 'again' }
    : undefined;
  const options = worker ? undefined : readOptions(process.argv.slice(2));
  if (!worker && config.logFormat === 'json') log = createLog(config.logLevel);
  const unknown = worker ? [] : unknownSettings();
  if (unknown.length > 0)
    createLog(config.logLevel).warn({ unknown }, 'some settings are not known to this version and have no effect');
  // Only the first process is asked; it passes its workers nothing of this.
  if (options?.anotherDatabase) for (const aside of await setAsideForeign(config)) console.log(aside);
  const server =
    config.processes > 1 && !worker ? await startProcesses(config, signal) : await start(config, { worker, signal });

  if (!signal.aborted) {
    if (worker) tellPrimary({ kind: 'ready', banner: server.banner, address: server.address });
    else {
      console.log(server.banner);
      // Otherwise programs read what is printed.
      if (options?.nextSteps && config.logFormat === 'text') console.log(nextSteps());
      // The parent process that started this program may be gone by now.
      process.send?.('ready', () => undefined);
    }
    // Otherwise written at the end, which does not come when the program is killed.
    flushCompileCache();
    await stopped;
  }
  await server.stop();
  leave();
} catch (error) {
  // A start that was ended by a signal has stopped what it had started.
  if (signal.aborted) leave();
  // A failed start has one cause that the operator can fix; a stack trace would only obscure it.
  const sentence = error instanceof Error ? error.message : String(error);
  if (logFormatOf() === 'json') createLog('fatal', process.stderr).fatal(sentence);
  else console.error(sentence);
  process.exit(1);
}
