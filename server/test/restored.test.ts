import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declareRestored } from '../src/backup/restore.ts';
import { setAsideForeign } from '../src/identity/set-aside.ts';
import { end, startProgram } from './clicks.ts';
import {
  callerOn,
  cnameZone,
  type KeptState,
  live,
  type Place,
  placeOn,
  type SentLink,
  settingsOn,
  startOn,
  storedOf,
} from './histories.ts';
import { freePort } from './test-server.ts';

/** States of one installation, in order, and of another one; `undefined` is an empty database, or an empty folder. */
type State = 1 | 2 | 3 | 'other' | 'empty';
const states: readonly State[] = [1, 2, 3, 'other', 'empty'];

let place: Place;
let ours: KeptState[];
let others: KeptState[];
let folder: string;
const rows: string[] = [];

beforeAll(async () => {
  place = placeOn('waymark_restored', 4_000_000);
  ours = await live('ours', place, isLong ? 3 : 2);
  others = await live('other', placeOn('waymark_others', 4_000_001), 1);
  folder = await mkdtemp(join(tmpdir(), 'waymark-restored-'));
}, 240_000);
afterAll(async () => {
  console.log(['database × folder        right     404   wrong  stored    lost counted  double', ...rows].join('\n'));
  for (const { folder: kept } of [...ours, ...others]) await rm(kept, { recursive: true });
  await rm(folder, { recursive: true });
});

const keptOf = (state: State): KeptState | undefined =>
  state === 'empty' ? undefined : state === 'other' ? others[0] : ours[state - 1];

/** Puts a database and a folder beside each other; returns the folder. */
async function put(database: State, data: State): Promise<string> {
  await place.put(keptOf(database)?.database);
  return putFolder(database, data);
}

async function putFolder(database: State, data: State): Promise<string> {
  const own = join(folder, `${database}-${data}`);
  await rm(own, { recursive: true, force: true });
  const kept = keptOf(data);
  if (kept) await cp(kept.folder, own, { recursive: true });
  const key = kept ? undefined : keptOf(database)?.folder;
  if (key) await cp(join(key, 'master-key'), join(own, 'master-key'));
  return own;
}

/** Which links must still lead to their pages: those that the database or the copy has. */
function surviving(database: State, data: State): readonly SentLink[] {
  const has = (state: State) => keptOf(state)?.links ?? [];
  return has(database).length > has(data).length ? has(database) : has(data);
}

const allLinks = () => [...ours.at(-1)!.links, ...others.at(-1)!.links];

/** Asks for every link that was ever sent, and says what became of them. */
async function askAll(server: Awaited<ReturnType<typeof startOn>>, more: readonly SentLink[] = []) {
  const right: string[] = [];
  let [missing, wrong] = [0, 0];
  for (const link of [...allLinks(), ...more]) {
    const page = await server.click(link, 'asked');
    if (page === link.url) right.push(page);
    else if (page === undefined) missing++;
    else wrong++;
  }
  return { right: right.sort(), missing, wrong };
}

const urlsOf = (links: readonly SentLink[]) => links.map(({ url }) => url).sort();

/** Every pair of states; without the long form, one of each kind. */
const all = states.flatMap((database) => states.map((data): [State, State] => [database, data]));
const some: readonly [State, State][] = [
  [1, 2],
  ['other', 2],
];
const isLong = process.env.WAYMARK_ALL_STATES !== undefined;
const starts: [State, State][] = [];
const refusals: [State, State][] = [];
for (const [database, data] of isLong ? all : some) {
  const isOurs = (state: State) => typeof state === 'number';
  const fits = data === 'empty' || database === data || (isOurs(database) && isOurs(data));
  (fits ? starts : refusals).push([database, data]);
}

/** An earlier state of a whole machine, or of its database alone where the folder is lost: the operator has to say so. */
function isUnnoticeable(database: State, data: State): boolean {
  return typeof database === 'number' && database < 3 && (data === database || data === 'empty');
}

/** Starts a server on a database and a folder, and says what became of every link and event. */
async function tryOut(name: string, url: string, own: string, database: State, data: State): Promise<void> {
  const waiting = keptOf(data)?.waiting ?? [];
  const before = keptOf(database) ? (await storedOf(url, waiting)).stored : 0;
  await using server = await startOn(url, own);
  const { right, missing, wrong } = await askAll(server);
  const survivors = surviving(database, data);
  expect([right, wrong]).toEqual([urlsOf(survivors), 0]);

  const member = keptOf(database)?.member;
  const fresh = member
    ? await server.send(member, ['https://shop.example/fresh/1', 'https://shop.example/fresh/2'])
    : [];
  const again = await askAll(server, fresh);
  expect([again.right, again.wrong]).toEqual([urlsOf([...survivors, ...fresh]), 0]);

  await server.drained();
  const counted = await server.metric('waymark_events_lost_total');
  await server.stop();
  const { stored, double } = await storedOf(url, waiting);
  const lost = waiting.length - stored;
  rows.push(
    `${name.padEnd(22)} ${[right.length, missing, wrong, stored - before, lost, counted, double].map((figure) => String(figure).padStart(7)).join(' ')}`,
  );
  expect([lost, double]).toEqual([counted, 0]);

  // Nothing is left to be done at the next start.
  const epochs = await epochsIn(url);
  await using next = await startOn(url, own);
  expect((await askAll(next, fresh)).right).toEqual(urlsOf([...survivors, ...fresh]));
  await next.stop();
  expect(await epochsIn(url)).toBe(epochs);
}

describe('a server whose database and data folder were put beside each other', () => {
  it.each(starts)(
    'database %s, folder %s: links lead to their own pages or nowhere, no event is lost unseen',
    async (database, data) => {
      const own = await put(database, data);
      const isDeclared = isUnnoticeable(database, data);
      if (isDeclared) await declareRestored({ databaseUrl: place.url, dataFolder: own, cnameZone });
      await tryOut(`${database} × ${data}${isDeclared ? ' --happened' : ''}`, place.url, own, database, data);
    },
  );

  it.each<[State, State]>([[1, 'empty'], ...(isLong ? [[1, 3] satisfies [State, State]] : [])])(
    'database %s, restored elsewhere from what pg_dump wrote, folder %s: the same',
    async (database, data) => {
      const elsewhere = placeOn('waymark_elsewhere', 4_000_002);
      const source = Object.assign(new URL(place.url), { pathname: `/${keptOf(database)!.database}` }).href;
      const why = await dump(source);
      await elsewhere.put(why === undefined ? undefined : keptOf(database)!.database);
      if (why === undefined) await run('pg_restore', ['--no-owner', '--dbname', elsewhere.url, dumpFile()]);
      else console.log(`in place of pg_dump, PostgreSQL's own copy under another oid: ${why}`);
      const own = await putFolder(database, data);
      await tryOut(
        `${database} ${why === undefined ? 'dumped' : 'moved'} × ${data}`,
        elsewhere.url,
        own,
        database,
        data,
      );
    },
  );

  it.each(refusals)(
    'database %s, folder %s: is refused in a sentence, and nothing is changed',
    async (database, data) => {
      const own = await put(database, data);
      const [events, tables] = [await eventLogOf(own), await tablesIn(place.url)];
      await expect(startOn(place.url, own)).rejects.toThrow(
        new RegExp(`^The data folder ${own} has events and links of another database: .*--another-database`),
      );
      expect([await eventLogOf(own), await tablesIn(place.url)]).toEqual([events, tables]);
      expect(await readdir(join(own, 'replica'))).toContain('links.sqlite');
      rows.push(`${`${database} × ${data}`.padEnd(22)} refused`);
    },
  );

  it('notices that its database was put back while it runs, and stores what it can', async () => {
    const own = await put(2, 2);
    await using server = await startOn(place.url, own);
    await place.put(keptOf(1)?.database);
    expect((await askAll(server)).wrong).toBe(0);
    await expect.poll(() => epochsIn(place.url).catch(() => 0), { timeout: 20_000 }).toBe(2);
    await server.drained();
    const { right, wrong } = await askAll(server);
    expect([right, wrong]).toEqual([urlsOf(ours[1]!.links), 0]);
    await server.drained();
    expect(await server.metric('waymark_events_lost_total')).toBe(0);
    await server.stop();
  });

  if (isLong)
    it('has several processes: one begins the epoch, the others follow, and each gives back what it has', async () => {
      const own = await put(2, 'empty');
      const port = await freePort();
      const env = { ...settingsOn(place.url, own, port), WAYMARK_PROCESSES: '2' };
      const member = keptOf(2)!.member;
      const program = await startProgram(env);
      const later = await callerOn(port).send(member, ['https://shop.example/later']);
      await allWorkersKnow(port, later[0]!);
      await end(program, 'SIGTERM');
      await place.put(keptOf(2)?.database);

      for (const round of ['first', 'second']) {
        const again = await startProgram(env);
        const fresh = await callerOn(port).send(member, [`https://shop.example/${round}`]);
        for (let times = 0; times < 10; times++)
          for (const link of [...keptOf(2)!.links, ...later, ...fresh])
            expect(await callerOn(port).click(link, `${round}-${times}`)).toBe(link.url);
        await callerOn(port).drained();
        await end(again, 'SIGTERM');
        expect(await epochsIn(place.url)).toBe(2);
      }
      const recipients = ['first', 'second'].flatMap((round) =>
        Array.from({ length: 10 }, (_, time) => `${round}-${time}`),
      );
      const events = await onDatabase(place.url, 'SELECT recipient_id FROM event');
      const of = (recipient: string) => events.filter(({ recipient_id }) => recipient_id === recipient).length;
      expect(recipients.map(of)).toEqual(recipients.map(() => keptOf(2)!.links.length + 2));
    });

  it.each<State>(['empty', 'other'])(
    'does not take database %s for an earlier state of its own, whoever says so',
    async (database) => {
      const own = await put(database, 2);
      const tables = await tablesIn(place.url);
      const declared = declareRestored({ databaseUrl: place.url, dataFolder: own, cnameZone });
      await expect(declared).rejects.toThrow(`The data folder ${own} has events and links of another database: `);
      expect(await tablesIn(place.url)).toEqual(tables);
    },
  );

  it('starts on another database when that is meant, and keeps what it had', async () => {
    const own = await put('empty', 2);
    const events = await eventLogOf(own);
    const [sentence] = await setAsideForeign({ databaseUrl: place.url, dataFolder: own });
    await using server = await startOn(place.url, own);
    expect((await askAll(server)).right).toEqual([]);
    await server.stop();
    const [, aside] = / is in (\S+)\. /.exec(sentence ?? '') ?? [];
    expect(await eventLogOf(aside!)).toEqual(events);
    expect(await setAsideForeign({ databaseUrl: place.url, dataFolder: own })).toEqual([]);
  });
});

const run = promisify(execFile);
const dumpFile = () => join(folder, 'dump');

/** Dumps a database; returns why that is not possible, mostly since pg_dump is missing or older than the server. */
async function dump(url: string): Promise<string | undefined> {
  try {
    await run('pg_dump', ['--format', 'custom', '--file', dumpFile(), url]);
    return undefined;
  } catch (error) {
    return (
      String(error)
        .split('\n')
        .find((line) => /ENOENT|version/.test(line)) ?? String(error)
    );
  }
}

async function onDatabase(url: string, sql: string) {
  // A database may be dropped, or its server stopped, before the connection is closed.
  const client = new pg.Client(url).on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Every connection may reach another process. */
async function allWorkersKnow(port: number, link: SentLink): Promise<void> {
  for (let times = 0; times < 10; times++) expect(await callerOn(port).click(link, 'known')).toBe(link.url);
}

const tablesIn = (url: string) => onDatabase(url, 'SELECT relname FROM pg_class ORDER BY oid');

async function epochsIn(url: string): Promise<number> {
  return (await onDatabase(url, 'SELECT id FROM epoch')).length;
}

/** The events in a folder's log, as bytes. */
async function eventLogOf(own: string): Promise<string[]> {
  const journal = join(own, 'journal');
  const files = (await readdir(journal)).filter((name) => name.endsWith('.events')).sort();
  return Promise.all(files.map((file) => readFile(join(journal, file), 'utf8')));
}
