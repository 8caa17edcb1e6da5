import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@waymark/prisma';
import { emptyDatabase, type FreshDatabase, freshDatabase } from '@waymark/prisma/testing';
import { lacking, needs } from '@waymark/testing/needs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { askSecret, startCaddy } from '../src/domains/checks/caddy.testing.ts';
import { ask, askingMetrics } from './ask.ts';
import { type ClickedLink, type Clicks, end, sentLink, startClicking, startProgram } from './clicks.ts';
import { documentedNginx, startNginx } from './nginx.ts';
import { checkOut, commitBefore } from './previous-program.ts';
import { allStored } from './stored-clicks.ts';
import { freePort } from './test-server.ts';

const patiently = { timeout: 20_000, interval: 20 };
/** Clicks between two steps, of which there are six: about a thousand in all. */
const enough = 170;

const proxies = [
  ['Caddy', 'https', 'caddy'],
  ['nginx', 'http', 'nginx'],
] as const;

let fresh: FreshDatabase;
let folder: string;
let link: ClickedLink;
let ports: [number, number];
/** What runs, each with what ends it. */
const stops: (() => Promise<void>)[] = [];
async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop();
}

beforeAll(async () => {
  [fresh, folder] = await Promise.all([freshDatabase(), mkdtemp(join(tmpdir(), 'waymark-restarts-'))]);
  ports = [await freePort(), await freePort()];
  link = await sentLink(fresh.database, { certificate: 'issue' });
});
afterAll(async () => {
  await fresh.drop();
  await rm(folder, { recursive: true });
});

type ServerNumber = 0 | 1;

/** `program`: the folder of another version of it. */
const startServer = async (
  number: ServerNumber,
  { url = fresh.url, program }: { url?: string; program?: string } = {},
) => {
  const env = {
    PORT: String(ports[number]),
    DATABASE_URL: url,
    WAYMARK_DATA: join(folder, new URL(url).pathname, `server-${number}`),
    // Servers on one database have one master key.
    WAYMARK_MASTER_KEY_FILE: join(folder, `${new URL(url).pathname.slice(1)}.master-key`),
    WAYMARK_PUBLIC_URL: 'https://waymark.example',
    WAYMARK_TLS_ASK_SECRET: askSecret,
    WAYMARK_TRUSTED_PROXIES: 'loopback',
    WAYMARK_LOG_LEVEL: 'silent',
  };
  const server = await startProgram(env, { root: program });
  stops.push(() => end(server, 'SIGTERM'));
  return server;
};

/** Resolves to its port. */
async function startProxy(through: 'http' | 'https'): Promise<number> {
  const port = await freePort();
  const proxy =
    through === 'https' ? await startCaddy(port, ports) : await startNginx(port, documentedNginx(port, ports));
  stops.push(() => proxy.stop());
  return port;
}

/** Clicks through the proxy; `more` resolves after so many that each step of a restart has had its share. */
function startReading(port: number, through: 'http' | 'https', clicked: ClickedLink) {
  const clicking = startClicking(port, clicked, 8, through);
  const more = () => {
    const before = clicking.answered.size;
    return vi.waitUntil(() => clicking.answered.size > before + enough, patiently);
  };
  return { more, stop: clicking.stop };
}

async function expectNothingLost(
  what: string,
  { answered, failed, broken }: Clicks,
  database: Database,
): Promise<void> {
  const { stored, lost, double } = await allStored(database, answered);
  console.log(
    `${what}: ${answered.size} clicks answered, ${failed} failed, ${broken} broken; ${stored} stored, ${lost} lost, ${double} double`,
  );
  expect([failed, broken, lost, double]).toEqual([0, 0, 0, 0]);
}

/** From the commit before the newest migration to this program, one server after the other. */
async function upgradeBoth(proxy: string, through: 'http' | 'https', commit: string) {
  onTestFinished(stopAll);
  const program = join(folder, `previous-${through}`);
  checkOut(commit, program);
  const before: typeof import('@waymark/prisma/testing') = await import(join(program, 'prisma/src/testing.ts'));
  const { openDatabase: open }: typeof import('@waymark/prisma') = await import(join(program, 'prisma/src/client.ts'));
  const { url } = await emptyDatabase();
  const one = await startServer(0, { url, program });
  let other = await startServer(1, { url, program });
  const old = open(url);
  const clicked = await sentLink(old, { certificate: 'issue' }, before.factories);
  await old.$disconnect();
  const reading = startReading(await startProxy(through), through, clicked);
  await reading.more();
  await end(one, 'SIGTERM');
  await startServer(0, { url });
  await reading.more();
  // Before its turn has come, on the database that the new one has migrated.
  await end(other, 'SIGTERM');
  other = await startServer(1, { url, program });
  await reading.more();
  await end(other, 'SIGTERM');
  await startServer(1, { url });
  await reading.more();
  const database = openDatabase(url);
  onTestFinished(() => database.$disconnect());
  await expectNothingLost(
    `two servers upgraded from ${commit.slice(0, 7)} one after the other behind ${proxy}, the second restarted in between`,
    await reading.stop(),
    database,
  );
}

/** Takes a minute, and a history: `WAYMARK_ROLLING_UPGRADE=1 npm test -- services`. */
if (process.env.WAYMARK_ROLLING_UPGRADE) {
  const previous = commitBefore();
  describe.each(proxies)('a rolling upgrade behind %s', (proxy, through, name) => {
    it('fails no click and loses no event', { ...needs(name), timeout: 180_000 }, async ({ skip }) => {
      if ('missing' in previous) skip(previous.missing);
      else await upgradeBoth(proxy, through, previous.commit);
    });
  });
}

describe('two servers that are restarted one after the other', () => {
  const clicks = new Map<string, Clicks>();

  // Readers click through every proxy of this machine meanwhile.
  beforeAll(async () => {
    const servers = await Promise.all([startServer(0), startServer(1)]);
    const here = proxies.filter(([, , name]) => lacking(name) === undefined);
    const readings = await Promise.all(
      here.map(async ([proxy, through]) => ({
        proxy,
        ...startReading(await startProxy(through), through, link),
      })),
    );
    const more = () => Promise.all(readings.map((reading) => reading.more()));
    await more();
    for (const number of [0, 1] as const) {
      await end(servers[number], 'SIGTERM');
      await more();
      await startServer(number);
      await more();
    }
    await more();
    for (const { proxy, stop } of readings) clicks.set(proxy, await stop());
  }, 180_000);
  afterAll(stopAll);

  for (const [proxy, , name] of proxies)
    it(`fail no click behind ${proxy} as documented`, needs(name), () =>
      expectNothingLost(
        `two servers restarted one after the other behind ${proxy}`,
        clicks.get(proxy)!,
        fresh.database,
      ),
    );

  it(
    'open no internal endpoint to a visitor who calls this machine localhost, even without the other headers',
    needs('nginx'),
    async () => {
      const port = await freePort();
      // As short as many a guide has it: no header shows that a proxy passed the request on.
      const nginx = await startNginx(
        port,
        `server { listen 127.0.0.1:${port}; location / { proxy_pass http://127.0.0.1:${ports[0]}; proxy_set_header Host $host; } }`,
      );
      onTestFinished(() => nginx.stop());
      const question = `?domain=${link.host}`;
      for (const host of ['localhost', '127.0.0.1', '[::1]', 'waymark.example']) {
        expect((await ask(port, '/healthz', { host })).status, host).toBe(200);
        expect((await ask(port, '/metrics', { host })).status, host).toBe(404);
        expect((await ask(port, '/metrics', { host, ...askingMetrics })).status, host).toBe(404);
        expect((await ask(port, `/internal/tls/ask${question}`, { host })).status, host).toBe(404);
      }
      expect((await ask(port, `/internal/tls/ask/${askSecret}${question}`)).status).toBe(200);
    },
  );
});
