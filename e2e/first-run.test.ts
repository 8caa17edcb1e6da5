import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { usedPostgres } from '@waymark/prisma/testing';
import { createWaymark } from '@waymark/sdk';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from './world/eventually.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** How long a start may take: the first of a clone builds two extensions, beside tests that keep the machine busy. */
const startMs = 150_000;

const { scripts }: { scripts: { start: string } } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** One `npm start`, without npm around it: its process is the shell that npm runs, or the program in it. */
interface Start {
  readonly process: ChildProcess;
  readonly printed: () => string;
  readonly exited: Promise<number | null>;
}

let data: string;
const folders: string[] = [];
const starts: Start[] = [];

async function chooseNewFolder(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-first-run-'));
  folders.push(folder);
  data = join(folder, 'data');
}

async function endAll(): Promise<void> {
  for (const start of starts.splice(0)) await end(start, 'SIGTERM');
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** Without what the tests set for themselves, which a start would name as settings that it does not know. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('WAYMARK_TEST_')),
);

function begin(settings: Record<string, string> = {}, script = `exec ${lastCommandOf(scripts.start)}`): Start {
  const child = spawn(script, {
    shell: true,
    cwd: root,
    env: {
      ...environment,
      ...{ DATABASE_URL: '', PORT: '0', WAYMARK_DATA: data, WAYMARK_LOG_FORMAT: 'text' },
      // As npm does.
      PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const start = { process: child, printed: () => text, exited };
  starts.push(start);
  return start;
}

const lastCommandOf = (script: string) => script.slice(script.lastIndexOf('&&') + 2);

/** The command lines of everything that the shell of a start waits for. */
function processesOf({ process: child }: Start): string[] {
  return runningProcesses()
    .filter(({ pid, group }) => group === child.pid && pid !== child.pid)
    .map(({ args }) => args);
}

/** From /proc where there is one: a bare Debian has no `ps`. */
function runningProcesses(): { pid: number; group: number; args: string }[] {
  if (existsSync('/proc/self/stat'))
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => processIn(`/proc/${name}`) ?? []);
  const listed = execFileSync('ps', ['-e', '-o', 'pid=,pgid=,args='], { encoding: 'utf8' });
  return [...listed.matchAll(/^ *(\d+) +(\d+) +(.+)$/gm)].map(([, pid, group, args]) => ({
    pid: Number(pid),
    group: Number(group),
    args: args!,
  }));
}

/** Undefined for a process that has ended meanwhile, and for one that is only still listed. */
function processIn(folder: string): { pid: number; group: number; args: string } | undefined {
  try {
    const stat = readFileSync(`${folder}/stat`, 'utf8');
    // What follows the name, which may contain anything: state, parent, group (proc_pid_stat(5)).
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z') return undefined;
    const args = readFileSync(`${folder}/cmdline`, 'utf8').split('\0').join(' ').trim();
    return { pid: Number.parseInt(stat, 10), group: Number(group), args };
  } catch {
    return undefined;
  }
}

/** Signals the whole group, as a terminal does for Ctrl-C, and waits for the end. */
async function end({ process: child, exited }: Start, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) process.kill(-child.pid, signal);
  return exited;
}

async function ready(start: Start): Promise<{ address: string; setupLink: string | undefined }> {
  await eventually(() => {
    if (start.process.exitCode !== null) throw new Error(start.printed());
    expect(start.printed()).toContain('Ctrl-C');
  }, startMs);
  const [, address = ''] = /Address +(\S+)/.exec(start.printed()) ?? [];
  return { address, setupLink: /http\S+\/setup\/\S+/.exec(start.printed())?.[0] };
}

/** What a start says that ends by itself. */
async function failing(settings: Record<string, string>): Promise<{ code: number | null; lines: string[] }> {
  const start = begin(settings);
  const code = await start.exited;
  return { code, lines: start.printed().trim().split('\n') };
}

/** The main process of the embedded database, or undefined when it is not running. */
async function postgres(): Promise<number | undefined> {
  const [pid] = (await readFile(join(data, 'postgres/pgdata/postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  try {
    process.kill(Number(pid || Number.NaN), 0);
    return Number(pid);
  } catch {
    return undefined;
  }
}

describe('npm start', () => {
  // A start takes seconds, so each test goes on with the data, and most with the start, of the one before.
  let running: Start;
  beforeAll(chooseNewFolder);
  afterAll(endAll);

  it('leads from an empty folder to a signed-in owner, by a link that works once', {
    timeout: startMs + 30_000,
  }, async () => {
    running = begin({}, scripts.start);
    const { address, setupLink = '' } = await ready(running);
    expect(await (await fetch(setupLink)).text()).toContain('Set up Waymark');
    const body = new URLSearchParams({ account: 'Example Brand', member: 'Ada' });
    const page = await (await fetch(setupLink, { method: 'POST', body })).text();
    const [key = ''] = /wm_mem_[\w-]{43}/.exec(page) ?? [];

    const { account, member } = await createWaymark({ server: address, key }).api.accounts.whoami.query();
    expect({ account: account.name, member }).toMatchObject({
      account: 'Example Brand',
      member: { name: 'Ada', role: 'owner' },
    });
    expect((await fetch(setupLink)).status).toBe(404);
  });

  it('refuses a data folder that another server uses, which keeps running', async () => {
    const { address } = await ready(running);
    const { code, lines } = await failing({});
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringContaining('Another Waymark server')]);
    expect((await fetch(address)).status).toBe(200);
  });

  it('is one process beside npm, its shell and PostgreSQL', () => {
    expect(processesOf(running)).toEqual([expect.stringMatching(/^\S*node\S* .*scripts\/run\.mjs start$/)]);
  });

  it('stops everything, PostgreSQL too, when npm is ended, which tells nobody but its shell', async () => {
    expect(await postgres()).toBeTypeOf('number');
    running.process.kill('SIGTERM');
    await eventually(async () => expect([await postgres(), processesOf(running)]).toEqual([undefined, []]), 20_000);
  });

  it('says how to load the extension, from folders that exist, and no set-up link once there is an owner', async () => {
    running = begin();
    expect((await ready(running)).setupLink).toBeUndefined();
    const [chrome, firefox] = running.printed().match(/\/\S*\.output\/\S+/g) ?? [];
    expect(JSON.parse(await readFile(join(chrome!, 'manifest.json'), 'utf8'))).toMatchObject({ manifest_version: 3 });
    expect(JSON.parse(await readFile(firefox!, 'utf8'))).toHaveProperty('browser_specific_settings.gecko.id');
  });

  it('recovers after everything but PostgreSQL was killed with SIGKILL, and keeps using the same database', async () => {
    const before = await postgres();
    expect(before).toBeTypeOf('number');
    await end(running, 'SIGKILL');
    running = begin();
    const { address } = await ready(running);
    expect((await fetch(address)).status).toBe(200);
    expect(await postgres()).toBe(before);
  });

  it('stops everything on SIGINT, PostgreSQL too', async () => {
    expect(await postgres()).toBeTypeOf('number');
    expect(await end(running, 'SIGINT')).toBe(0);
    expect(await postgres()).toBeUndefined();
  });
});

describe('npm start that cannot start', () => {
  beforeEach(chooseNewFolder);
  afterEach(endAll);

  it('says in one sentence that the port is in use, and leaves no database running', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const { code, lines } = await failing({ PORT: String(port) });
    taken.close();
    expect(code).toBe(1);
    expect(lines).toEqual([
      `Port ${port} is in use. Stop the program that has it, or choose another: PORT=8081 npm start.`,
    ]);
    expect(await postgres()).toBeUndefined();
  });

  it('says in one sentence that its folder cannot be written', async () => {
    await writeFile(data, 'a file where the folder should be');
    const { code, lines } = await failing({});
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringContaining(`The data folder ${data} cannot be written`)]);
  });

  it.each([
    [
      'a database that refuses connections',
      'postgresql://waymark:secret-word@127.0.0.1:1/waymark',
      'No PostgreSQL server answers there.',
    ],
    [
      'an address that is not one of PostgreSQL',
      'mysql://waymark:secret-word@127.0.0.1/waymark',
      'DATABASE_URL cannot be used as it is.',
    ],
  ])('says in one sentence what is wrong with %s, without its password', async (_what, url, sentence) => {
    const { code, lines } = await failing({ DATABASE_URL: url });
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringContaining(sentence)]);
    expect(lines[0]).not.toContain('secret-word');
  });

  it('says it to programs that read its output, too: every line is an entry of the log, from start to stop', async () => {
    const failed = await failing({ WAYMARK_LOG_FORMAT: 'json', WAYMARK_PUBLICURL: 'https://x.example', PORT: 'high' });
    expect(failed.lines.map((line) => JSON.parse(line))).toEqual([
      {
        level: 60,
        time: expect.any(Number),
        msg: expect.stringMatching(/^WAYMARK_PUBLICURL is not .*\nPORT cannot be used/),
      },
    ]);
    usedPostgres(data);
    const start = begin({ WAYMARK_LOG_FORMAT: 'json' });
    await eventually(() => expect(start.printed()).toContain('Waymark is running'), 60_000);
    expect(await end(start, 'SIGTERM')).toBe(0);
    expect(await postgres()).toBeUndefined();
    const entries = start
      .printed()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries.map(({ msg }) => msg)).toEqual(['Waymark is running', 'stopping', 'stopped']);
    expect(entries[0]).toMatchObject({ level: 30, setupLink: expect.stringMatching(/^http:.*\/setup\/[\w-]{20,}$/) });
  });
});
