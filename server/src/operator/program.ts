import { Command } from 'commander';
import { accountCommands } from './commands/accounts.ts';
import type { Commands } from './commands/context.ts';
import { keyCommands } from './commands/keys.ts';
import { limitCommands } from './commands/limits.ts';
import { memberCommands } from './commands/members.ts';

/** The operator's command line. Errors of usage end with 2, others are thrown. */
export function createProgram(commands: Commands): Command {
  const program = new Command('npm run waymark --')
    .description("The operator's commands. They work while servers run, with the settings of the server.")
    .showHelpAfterError('(--help shows how it is used)')
    .configureHelp({ sortSubcommands: true })
    .addCommand(accountCommands(commands))
    .addCommand(keyCommands(commands))
    .addCommand(limitCommands(commands))
    .addCommand(memberCommands(commands));
  return program.helpCommand(false);
}

/** Every command that does something, with the words that name it. */
export function commandsOf(program: Command): { readonly name: string; readonly command: Command }[] {
  return program.commands.flatMap((group) =>
    group.commands.map((command) => ({ name: `${group.name()} ${command.name()}`, command })),
  );
}
