import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a script of package.json beside others: prints all that it says once it has ended. Resolves to whether it succeeded. */
export async function runScript(name: string): Promise<boolean> {
  const child = spawn('pnpm', ['run', name], {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(chunk));
  const [code] = await once(child, 'close');
  process.stdout.write(Buffer.concat(printed));
  return code === 0;
}
