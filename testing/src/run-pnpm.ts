import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';

export type Printing = 'as it goes' | 'at the end';

/** On Windows, pnpm can only be started through the shell. */
const shell = process.platform === 'win32';

/**
 * Runs pnpm, which prints as it goes or, beside others, all at the end; `nice` as of a process, passed on to what it starts.
 * Resolves to whether it succeeded.
 */
export async function runPnpm(
  args: readonly string[],
  printing: Printing,
  { env = process.env, nice = 0 }: { env?: NodeJS.ProcessEnv; nice?: number } = {},
): Promise<boolean> {
  const child = spawn('pnpm', args, {
    env,
    shell,
    stdio: printing === 'as it goes' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  if (nice > 0 && child.pid !== undefined) setPriority(child.pid, nice);
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => printed.push(chunk));
  const [code] = await once(child, 'close');
  process.stdout.write(Buffer.concat(printed));
  return code === 0;
}
