import { start } from './start.ts';

try {
  const server = await start();
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

  console.log(server.greeting);
  process.send?.('ready');
} catch (error) {
  // A start that fails has one cause that the operator can mend; a stack trace would only hide it.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
