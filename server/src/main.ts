import cluster from 'node:cluster';
import { flushCompileCache } from 'node:module';
import { readConfig } from './config/settings.ts';
import { startProcesses } from './processes/cluster.ts';
import { tellPrimary } from './processes/worker-messages.ts';
import { start } from './start/start.ts';

try {
  const config = readConfig();
  // The primary passes each worker its number, and whether it replaces an earlier worker of that number.
  const [number, again] = process.argv.slice(2);
  const worker = cluster.isWorker
    ? { number: Number(number), of: config.processes, again: again === 'again' }
    : undefined;
  const server = config.processes > 1 && !worker ? await startProcesses(config) : await start(config, { worker });
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await server.stop();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // The parent process that started this program over IPC is gone, for whatever reason.
  process.on('disconnect', stop);

  if (worker) tellPrimary({ kind: 'ready', banner: server.banner, address: server.address });
  else {
    console.log(server.banner);
    process.send?.('ready');
  }
  // Otherwise written at the end, which does not come when the program is killed.
  flushCompileCache();
} catch (error) {
  // A failed start has one cause that the operator can fix; a stack trace would only obscure it.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
