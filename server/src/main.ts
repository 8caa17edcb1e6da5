import { start } from './start.ts';

try {
  const server = await start();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void server.stop().then(() => process.exit(0)));
  console.log(server.greeting);
  process.send?.('ready');
} catch (error) {
  // A start that fails has one cause that the operator can mend; a stack trace would only hide it.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
