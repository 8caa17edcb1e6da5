import { sealToken } from '@waymark/core';
import { addVerifiedDomain, storedNumber, type TestServer } from '../../test/test-server.ts';
import { readConfig } from '../config/settings.ts';
import { withInstallation } from './installation.ts';
import { commandsOf, createProgram } from './program.ts';

/** Runs a command as the operator of the running server; returns what it prints. */
export async function runCommand(server: TestServer, args: readonly string[], typed?: string): Promise<string> {
  const printed: string[] = [];
  const config = readConfig({
    DATABASE_URL: server.databaseUrl,
    WAYMARK_DATA: server.dataFolder,
    WAYMARK_PUBLIC_URL: server.address,
  });
  const program = createProgram({
    use: (work) => withInstallation(config, work),
    print: (text) => printed.push(text),
    ask: async () => typed,
    now: () => new Date(),
  });
  for (const { command } of commandsOf(program)) command.exitOverride().configureOutput({ writeErr: () => undefined });
  await program.parseAsync(args, { from: 'user' });
  return printed.join('\n');
}

/** An account with a domain, a project that uses it, and a link in a mailing. */
export async function newSender(server: TestServer, name: string, host: string) {
  const account = await server.account(name);
  const domain = await addVerifiedDomain(server, account.owner, host);
  const { id: projectId } = await account.owner.projects.create.mutate({ name: 'News' });
  await account.owner.projects.update.mutate({ id: projectId, clickDomainId: domain.id, openDomainId: domain.id });
  const send = async (...urls: string[]) => {
    const { wrapping } = await account.owner.mailings.create.mutate({ projectId, name: 'One', urls });
    const { key, keyId, links } = wrapping!.clicks!;
    const token = sealToken({ kind: 'c', id: storedNumber(links[0]), keyId }, host, Buffer.from(key, 'base64url'));
    return { token, keyId, linkId: storedNumber(links[0]) };
  };
  const click = async (token: string) => (await server.ask(`/c/${token}`, { host })).headers.location;
  return { ...account, domain, projectId, send, click };
}
