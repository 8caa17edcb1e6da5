import { exportedFiles } from '../server/src/operator/export-account.ts';
import { commandsOf, createProgram } from '../server/src/operator/program.ts';

/** docs/operators/commands.md: what each command of the operator says of itself. */
export function commandsPage(): string {
  const nothing = async () => undefined;
  const program = createProgram({ use: nothing, print: () => undefined, ask: nothing, now: () => new Date(0) });
  const commands = commandsOf(program).map(({ name, command }) => {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) }).configureHelp({ helpWidth: 100 });
    command.outputHelp();
    return `## \`${name}\`\n\n\`\`\`\n${help.trim()}\n\`\`\`\n`;
  });
  return `# Commands

\`\`\`
npm run waymark -- <command>
\`\`\`

in the folder of the project, with the settings of the server (\`WAYMARK_DATA\`, \`DATABASE_URL\`, …), as the user that runs it. Commands work while servers run and while none does, on the embedded database and on your own PostgreSQL. Whoever can run them can do everything: there is no other password. What they change is in the audit log of the account, as the operator's.

They end with 0, with 1 when something cannot be done, and with 2 when it was typed wrong; an error says what to do. An account is named by its name or its id (\`acc_…\`). With \`npm run --silent waymark -- … --json\`, nothing but the JSON is printed.

A **suspended** account is refused by the API within 10 seconds. Its links go on working, their events are stored, and its domains are checked: a link that fails would punish its readers. A **deleted** account is gone, with its links; what stays are the tombstones of its hosts, so that nobody else gets its old links, and backups made before.

**Limits** refuse what comes on top with the limit, what is used and what to do, and never a click: a link beyond the number is not registered, and an event beyond the month's is answered with its redirect, not stored, and counted as *not stored*, here and in \`accounts.usage\` of the API. Up to a batch of some thousand events may be stored beyond it.

An **export** is a folder of JSON Lines, all of one moment: ${exportedFiles.map((name) => `\`${name}\``).join(', ')}. Ids are those of the API, columns those of the database; no key, hash or password is in it. It has recipient ids and addresses as far as the account keeps them.

A **one-time link** works once: an invitation for seven days, and a member who has an e-mail address chooses a new password within a day, which ends their sessions.

**Signing keys** may be rotated at any time: each key opens what it sealed, for ever. A domain has 256 of them, the last of which stays. The **master key** is [another matter](secrets.md#replacing-it).

This page is written from the commands' own help by \`npm run docs\`.

${commands.join('\n')}`;
}
