/** `npm run waymark -- <command>`: the operator's command line. */
import { createInterface } from 'node:readline/promises';
import { CommanderError } from 'commander';
import { readConfig } from '../config/settings.ts';
import { withInstallation } from './installation.ts';
import { createProgram } from './program.ts';

// What is written is for this user alone, whoever wrote the code that writes it.
process.umask(0o077);

async function ask(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(question)).trim();
  } finally {
    terminal.close();
  }
}

const program = createProgram({
  use: (work) => withInstallation(readConfig(), work),
  print: console.log,
  ask,
  now: () => new Date(),
});
const everywhere = (command: typeof program): void => {
  command.exitOverride();
  for (const inner of command.commands) everywhere(inner);
};
everywhere(program);
try {
  await program.parseAsync();
} catch (error) {
  // Commander has said what is wrong with what was typed.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
