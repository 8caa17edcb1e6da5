import cluster from 'node:cluster';
import { readConfig } from './config/settings.ts';
import { startProcesses } from './processes/cluster.ts';
import { tellPrimary } from './processes/worker-messages.ts';
import { start } from './start/start.ts';

try {
  const config = readConfig();
  // The primary names each of its workers by its number, and says so when it is not the first of that number.
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
  // Whoever started this program with a channel to it is gone, in whatever way.
  process.on('disconnect', stop);

  if (worker) tellPrimary({ kind: 'ready', banner: server.banner, address: server.address });
  else {
    console.log(server.banner);
    process.send?.('ready');
  }
} catch (error) {
  // A start that fails has one cause that the operator can mend; a stack trace would only hide it.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
