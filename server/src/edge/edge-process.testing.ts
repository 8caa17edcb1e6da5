import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { encodeKey, sealToken } from '@waymark/core';
import type { SegmentJournalOptions } from './journal/segment-journal.ts';

const key = randomBytes(32);
const host = 'click.brand.com';

/** The state of an edge process's journal. */
export interface Counts {
  readonly stored: number;
  readonly lost: number;
  readonly late: number;
}

/** An edge and its journal in a process of their own, so that they can be killed as a whole. */
export interface EdgeProcess {
  readonly port: number;
  counts(): Promise<Counts>;
  /** Kills it without warning, like a crash. */
  kill(): Promise<void>;
}

/**
 * `journal` is the source of an expression that evaluates to the journal; `link` is the id of the link that may be
 * clicked.
 */
const program = (journal: string, link: number) => `
  import { createServer } from 'node:http';
  import { flushCompileCache } from 'node:module';
  const from = (file) => import(${JSON.stringify(`${import.meta.dirname}/`)} + file);
  const { createEdge } = await from('answer.ts');
  const { LinkMap } = await from('links/link-map.ts');
  const journal = await ${journal};
  const linkMap = new LinkMap();
  const keys = [{ keyId: 1, key: Buffer.from('${encodeKey(key)}', 'base64url') }];
  linkMap.apply([
    { kind: 'domain', id: 'd', host: '${host}', certificate: false, keys },
    { kind: 'project', id: 'p', accountId: 'a', ipMode: 'none', referrerPolicy: 'no-referrer' },
    { kind: 'mailing', id: 3, projectId: 'p', clickDomainId: 'd', openDomainId: 'd' },
    { kind: 'link', id: ${link}, mailingId: 3, url: 'https://shop.brand.com/' },
  ]);
  process.on('message', () => process.send({ stored: journal.stored, lost: journal.lost, late: journal.late }));
  const server = createServer(createEdge({ linkMap, journal }));
  server.listen(0, '127.0.0.1', () => process.stdout.write(server.address().port + ' ' + process.pid));
  // These processes are killed, so none would leave its compiled modules to the next.
  flushCompileCache();`;

/** The journal of an edge process in files of a folder. */
export function segmentJournalIn(folder: string, options: SegmentJournalOptions = {}): string {
  return `(await from('journal/segment-journal.ts')).SegmentJournal.open(${JSON.stringify(folder)}, ${JSON.stringify(options)})`;
}

/** Starts an edge on which link 7, or another one, may be clicked; `prefix` is a command that runs the program. */
export async function startEdgeProcess(
  journal: string,
  { prefix = [] as readonly string[], link = 7 } = {},
): Promise<EdgeProcess> {
  const [command, ...args] = [...prefix, process.execPath, '--input-type=module', '-e', program(journal, link)];
  const child = spawn(command!, args, { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const gone = once(child, 'exit');
  const early = gone.then(() => Promise.reject(new Error('The edge process has ended before it listened.')));
  const [said] = (await Promise.race([once(child.stdout!, 'data'), early])) as [Buffer];
  const [port, pid] = String(said).split(' ').map(Number) as [number, number];
  return {
    port,
    async counts() {
      child.send('counts');
      const [counts] = await once(child, 'message');
      return counts as Counts;
    },
    async kill() {
      // The id that the program reports: the child may be a command that runs it.
      if (child.exitCode === null && child.signalCode === null) process.kill(pid, 'SIGKILL');
      await gone;
    },
  };
}

/** Whether a click of this recipient got its redirect before the connection broke. */
export function clickOf(recipient: number, port: number, agent?: Agent, link = 7): Promise<boolean> {
  const token = sealToken({ kind: 'c', id: link, keyId: 1, recipientId: String(recipient) }, host, key);
  return new Promise((done) => {
    const sent = request({ port, agent, path: `/c/${token}`, headers: { host } }, (response) => {
      response.resume().on('error', () => undefined);
      done(response.statusCode === 302);
    });
    sent.on('error', () => done(false)).end();
  });
}

/**
 * Recipients click one after the other, on as many connections as there are clients, until `more` returns false or a
 * click fails. Returns the recipients whose clicks were answered.
 */
export async function clicks(
  { port, link = 7 }: { readonly port: number; readonly link?: number },
  {
    clients,
    first,
    more,
  }: { readonly clients: number; readonly first: number; readonly more: (answered: number) => boolean },
): Promise<{ readonly answered: number[]; readonly failed: number; readonly next: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const answered: number[] = [];
  let failed = 0;
  let next = first;
  const client = async () => {
    while (more(answered.length)) {
      const mine = next++;
      if (!(await clickOf(mine, port, agent, link))) {
        failed++;
        return;
      }
      answered.push(mine);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  agent.destroy();
  return { answered, failed, next };
}

/** Compares answered with stored events: returns a line to print, and the two numbers that matter. */
export function compare(answered: readonly number[], stored: readonly (string | undefined)[]) {
  const kept = new Set(stored);
  const lost = answered.filter((recipient) => !kept.has(String(recipient))).length;
  const double = stored.length - kept.size;
  const line = `answered ${answered.length}, stored ${stored.length}, lost ${lost}, double ${double}`;
  return { lost, double, line };
}
