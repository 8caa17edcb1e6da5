import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyDatabase } from '@waymark/prisma/testing';
import { needs } from '@waymark/testing/needs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../config/settings.ts';
import { openStorage, prepareDataFolder } from './storage.ts';

let folder: string;
let url: URL;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-storage-'));
  url = new URL((await emptyDatabase()).url);
});
afterAll(() => rm(folder, { recursive: true }));

const config = (database: URL): Config => readConfig({ WAYMARK_DATA: folder, DATABASE_URL: database.href });

/** The address of the test's database with parts of it changed. */
const changed = (parts: Partial<Pick<URL, 'host' | 'port' | 'pathname' | 'password' | 'username' | 'search'>>) =>
  Object.assign(new URL(url), parts);

async function complaintAbout(database: URL): Promise<string> {
  const opened = await openStorage(config(database)).then(
    async (storage) => storage.close(),
    (error: unknown) => error,
  );
  if (!(opened instanceof Error)) throw new Error('It opened.');
  return opened.message;
}

describe('a database provided by the operator', () => {
  it('gets its tables at the first start and is left unchanged at the next', async () => {
    for (const accounts of [0, 1]) {
      const storage = await openStorage(config(url));
      expect(await storage.database.account.count()).toBe(accounts);
      await storage.database.account.create({ data: { name: 'Example Brand' } });
      await storage.close();
    }
  });

  it('that rejects the password is reported in one sentence, without the password', async () => {
    const complaint = await complaintAbout(changed({ password: 'hunter2' }));
    expect(complaint).toBe(
      `The database server refuses this user name or password. Check DATABASE_URL, which leads to ${url.host}${url.pathname}.`,
    );
  });

  it('that does not exist is reported', async () => {
    const complaint = await complaintAbout(changed({ pathname: '/nowhere' }));
    expect(complaint).toMatch(
      /^The database server has no database of that name; create it first\. Check DATABASE_URL, which leads to .*\/nowhere\.$/,
    );
  });

  it('whose server is not running is reported', async () => {
    const port = String(await listening((server) => server.close()));
    const complaint = await complaintAbout(changed({ port, password: 'hunter2' }));
    expect(complaint).toBe(
      `No PostgreSQL server answers there. Check DATABASE_URL, which leads to ${url.hostname}:${port}${url.pathname}.`,
    );
  });

  it('whose host does not resolve is reported', async () => {
    const complaint = await complaintAbout(changed({ host: 'database.invalid' }));
    expect(complaint).toMatch(/^The database server's host name is not known\./);
  });

  it('whose port belongs to another service is reported', async () => {
    let web: Server | undefined;
    const port = await listening((server) => {
      web = server.on('connection', (socket) =>
        socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n'),
      );
    });
    const complaint = await complaintAbout(changed({ port: String(port), password: 'hunter2' }));
    web?.close();
    expect(complaint).toMatch(/^The database cannot be opened: .+\. Check DATABASE_URL, which leads to /);
    expect(complaint).not.toContain('hunter2');
  });

  it('with its password in the query of its URL keeps it secret too', async () => {
    const complaint = await complaintAbout(
      changed({ username: '', password: '', search: '?user=postgres&password=hunter2' }),
    );
    expect(complaint).toMatch(/^The database server refuses this user name or password\./);
    expect(complaint).not.toContain('hunter2');
  });
});

describe('the data folder', () => {
  it('is created, with its parent folders', () => {
    const deep = join(folder, 'a', 'b');
    prepareDataFolder(deep);
    prepareDataFolder(deep);
    expect(existsSync(deep)).toBe(true);
  });

  it('that was made by hand is closed to other users, with what is ours in it', needs('file modes'), async () => {
    const byHand = join(folder, 'by-hand');
    const ours = ['journal', 'replica', 'postgres', 'postgres/pgdata'].map((name) => join(byHand, name));
    for (const name of [byHand, ...ours]) {
      await mkdir(name);
      await chmod(name, 0o755);
    }
    const files = ['journal/lost', 'replica/links.sqlite', 'postgres/password'].map((name) => join(byHand, name));
    for (const file of files) {
      await writeFile(file, '');
      await chmod(file, 0o644);
    }
    const modes = async (paths: string[]) =>
      Promise.all(paths.map(async (path) => ((await stat(path)).mode & 0o777).toString(8)));
    expect(prepareDataFolder(byHand)).toBe(true);
    expect(await modes([byHand, ...ours])).toEqual(['700', '700', '700', '700', '700']);
    expect(await modes(files)).toEqual(['600', '600', '600']);

    const shared = join(folder, 'shared');
    await mkdir(join(shared, 'journal'), { recursive: true });
    await writeFile(join(shared, 'letter.txt'), '');
    await chmod(shared, 0o755);
    await chmod(join(shared, 'journal'), 0o755);
    prepareDataFolder(shared);
    expect(await modes([shared, join(shared, 'journal')])).toEqual(['755', '700']);
  });

  it('that is not writable is reported in one sentence that says what to do', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    for (const path of [file, join(file, 'below')])
      expect(() => prepareDataFolder(path)).toThrow(
        `The data folder ${path} cannot be written (${path === file ? 'EEXIST' : 'ENOTDIR'}). Give this user the right to, or set WAYMARK_DATA to another folder.`,
      );
  });

  it.runIf(process.platform === 'linux')('that nobody can make is reported, too', () => {
    for (const path of ['/proc/waymark', '/proc/waymark/data'])
      expect(() => prepareDataFolder(path)).toThrow(`The data folder ${path} cannot be written (ENOENT).`);
  });
});

/** A port on which a server was started, which `use` may change or close. */
function listening(use: (server: Server) => void): Promise<number> {
  return new Promise((listens) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      use(server);
      listens(port);
    });
  });
}
