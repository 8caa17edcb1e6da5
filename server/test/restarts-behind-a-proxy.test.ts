import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@waymark/prisma';
import { emptyDatabase, type FreshDatabase, freshDatabase } from '@waymark/prisma/testing';
import { needs } from '@waymark/testing/needs';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { askSecret, startCaddy } from '../src/domains/checks/caddy.testing.ts';
import { ask, askingMetrics } from './ask.ts';
import { type ClickedLink, type Clicks, countStored, end, sentLink, startClicking, startProgram } from './clicks.ts';
import { documentedNginx, startNginx } from './nginx.ts';
import { checkOut, commitBefore } from './previous-program.ts';
import { freePort } from './test-server.ts';

const patiently = { timeout: 20_000, interval: 20 };
/** Clicks between two steps, of which there are six: about a thousand in all. */
const enough = 170;

let fresh: FreshDatabase;
let folder: string;
let link: ClickedLink;
let ports: [number, number];
let port: number;

beforeEach(async () => {
  [fresh, folder] = await Promise.all([freshDatabase(), mkdtemp(join(tmpdir(), 'waymark-restarts-'))]);
  ports = [await freePort(), await freePort()];
  port = await freePort();
  link = await sentLink(fresh.database, { certificate: 'issue' });
});
afterEach(async () => {
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
    WAYMARK_DATA: join(folder, `server-${number}`),
    WAYMARK_PUBLIC_URL: 'https://waymark.example',
    WAYMARK_TLS_ASK_SECRET: askSecret,
    WAYMARK_TRUSTED_PROXIES: 'loopback',
    WAYMARK_LOG_LEVEL: 'silent',
  };
  const server = await startProgram(env, { root: program });
  onTestFinished(() => end(server, 'SIGTERM'));
  return server;
};

async function startProxy(through: 'http' | 'https'): Promise<void> {
  const proxy =
    through === 'https' ? await startCaddy(port, ports) : await startNginx(port, documentedNginx(port, ports));
  onTestFinished(() => proxy.stop());
}

/** Clicks through the proxy; `more` resolves after so many that each step of a restart has had its share. */
function startReading(through: 'http' | 'https', clicked: ClickedLink) {
  const clicking = startClicking(port, clicked, 8, through);
  const more = () => {
    const before = clicking.answered.size;
    return expect.poll(() => clicking.answered.size, patiently).toBeGreaterThan(before + enough);
  };
  return { more, stop: clicking.stop };
}

/** Restarts both servers, one after the other, while readers click through the proxy. */
async function restartBoth(proxy: string, through: 'http' | 'https') {
  const servers = [await startServer(0), await startServer(1)] as const;
  await startProxy(through);
  const reading = startReading(through, link);
  await reading.more();
  for (const number of [0, 1] as const) {
    await end(servers[number], 'SIGTERM');
    await reading.more();
    await startServer(number);
    await reading.more();
  }
  await reading.more();
  await expectNothingLost(
    `two servers restarted one after the other behind ${proxy}`,
    await reading.stop(),
    fresh.database,
  );
}

async function expectNothingLost(
  what: string,
  { answered, failed, broken }: Clicks,
  database: Database,
): Promise<void> {
  await expect.poll(async () => (await countStored(database, answered)).lost, patiently).toBe(0);
  const { stored, lost, double } = await countStored(database, answered);
  console.log(
    `${what}: ${answered.size} clicks answered, ${failed} failed, ${broken} broken; ${stored} stored, ${lost} lost, ${double} double`,
  );
  expect([failed, broken, lost, double]).toEqual([0, 0, 0, 0]);
}

/** From the commit before the newest migration to this program, one server after the other. */
async function upgradeBoth(proxy: string, through: 'http' | 'https', commit: string) {
  const program = join(folder, 'previous');
  checkOut(commit, program);
  const before: typeof import('@waymark/prisma/testing') = await import(join(program, 'prisma/src/testing.ts'));
  const { openDatabase: open }: typeof import('@waymark/prisma') = await import(join(program, 'prisma/src/client.ts'));
  const { url } = await emptyDatabase();
  const one = await startServer(0, { url, program });
  let other = await startServer(1, { url, program });
  const old = open(url);
  const clicked = await sentLink(old, { certificate: 'issue' }, before.factories);
  await old.$disconnect();
  await startProxy(through);
  const reading = startReading(through, clicked);
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
  describe.each([
    ['Caddy', 'https', 'caddy'],
    ['nginx', 'http', 'nginx'],
  ] as const)('a rolling upgrade behind %s', (proxy, through, name) => {
    it('fails no click and loses no event', { ...needs(name), timeout: 180_000 }, async ({ skip }) => {
      if ('missing' in previous) skip(previous.missing);
      else await upgradeBoth(proxy, through, previous.commit);
    });
  });
}

describe('behind Caddy as documented', needs('caddy'), () => {
  it('no click fails while two servers are restarted one after the other', { timeout: 180_000 }, () =>
    restartBoth('Caddy', 'https'),
  );
});

describe('behind nginx as documented', needs('nginx'), () => {
  it('no click fails while two servers are restarted one after the other', { timeout: 180_000 }, () =>
    restartBoth('nginx', 'http'),
  );

  it('a visitor who calls this machine localhost opens no internal endpoint, even without the other headers', async () => {
    await startServer(0);
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
  });
});
