import cluster from 'node:cluster';
import { flushCompileCache } from 'node:module';
import { logFormatOf } from './config/environment.ts';
import { readConfig, unknownSettings } from './config/settings.ts';
import { setAsideForeign } from './identity/set-aside.ts';
import { createLog } from './observability/log.ts';
import { startProcesses } from './processes/cluster.ts';
import { tellPrimary } from './processes/worker-messages.ts';
import { start } from './start/start.ts';

// What is written is for this user alone, whoever wrote the code that writes it.
process.umask(0o077);
// Nobody may be left to read what is written here: that is no reason to end.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);

try {
  const config = readConfig();
  // The primary passes each worker its number, and whether it replaces an earlier worker of that number.
  const [number, again] = process.argv.slice(2);
  const worker = cluster.isWorker
    ? { number: Number(number), of: config.processes, again: again === 'again' }
    : undefined;
  // Workers are told by their primary; without a log that programs read, a person sees the end.
  const log = createLog(worker || config.logFormat === 'text' ? 'silent' : config.logLevel);
  const unknown = worker ? [] : unknownSettings();
  if (unknown.length > 0)
    createLog(config.logLevel).warn({ unknown }, 'some settings are not known to this version and have no effect');
  // Only the first process is asked; it passes its workers nothing of this.
  if (!worker && process.argv.includes('--another-database'))
    for (const aside of await setAsideForeign(config)) console.log(aside);
  const server = config.processes > 1 && !worker ? await startProcesses(config) : await start(config, { worker });
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    log.info('stopping');
    await server.stop();
    log.info('stopped');
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // The parent process that started this program over IPC is gone, for whatever reason.
  process.on('disconnect', stop);

  if (worker) tellPrimary({ kind: 'ready', banner: server.banner, address: server.address });
  else {
    console.log(server.banner);
    process.send?.({ ready: config.logFormat });
  }
  // Otherwise written at the end, which does not come when the program is killed.
  flushCompileCache();
} catch (error) {
  // A failed start has one cause that the operator can fix; a stack trace would only obscure it.
  const sentence = error instanceof Error ? error.message : String(error);
  if (logFormatOf() === 'json') createLog('fatal', process.stderr).fatal(sentence);
  else console.error(sentence);
  process.exit(1);
}
