import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a program left behind: everything it printed, errors included, and its exit code. */
export interface Ended {
  readonly code: number | null;
  readonly printed: string;
}

/** Runs a program of this repository (its path from the root) as its user would, with this environment and nothing else. */
export function run(
  program: string,
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Ended> {
  const file = fileURLToPath(new URL(`../../${program}`, import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...environment },
    });
    let printed = '';
    const note = (chunk: Buffer) => {
      printed += chunk.toString();
    };
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, printed }));
  });
}
