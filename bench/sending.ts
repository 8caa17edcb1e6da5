import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@waymark/prisma';
import { startEmbeddedPostgres } from '@waymark/prisma/embedded';
import { migrate } from '@waymark/prisma/migrate';
import { factories } from '@waymark/prisma/testing';
import { createWaymark, type PreparedMailing } from '@waymark/sdk';
import { createKey } from '../server/src/accounts/keys.ts';
import { readConfig } from '../server/src/config/settings.ts';
import { ids } from '../server/src/rpc/ids.ts';
import { start } from '../server/src/start/start.ts';
import { type Figure, median, rounded } from './figure.ts';
import { firstLinks, longMail, onlyFirstLinks } from './mails.ts';
import { flat } from './wrap.ts';

/** Rounds of each side in turns; the first one warms up. */
const rounds = 12;
const renderedInRound = 2000;
const preparedInRound = 20;

/** Rendering for one recipient after another as the SDK does it, beside what it takes the SDK to wrap the mail anew for each. */
export async function sendingFigures(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-bench-'));
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
  try {
    await migrate(postgres.url);
    const { server, key, projectId } = await startServer(postgres.url, join(folder, 'data'));
    const waymark = createWaymark({ server: server.address, key });
    const figures = [];
    const long = longMail(100_000);
    try {
      for (const [size, html] of [
        ['100 kB, 20 links', onlyFirstLinks(long, 20)],
        ['15 kB, 20 links', firstLinks(long, 20)],
      ] as const) {
        figures.push(await measure(size, () => waymark.prepare({ projectId, name: 'November', html })));
      }
    } finally {
      await server.stop();
    }
    return figures;
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true });
  }
}

async function startServer(url: string, dataFolder: string) {
  const server = await start(
    readConfig({ DATABASE_URL: url, PORT: '0', WAYMARK_DATA: dataFolder, WAYMARK_LOG_LEVEL: 'silent' }),
  );
  const database = openDatabase(url);
  const make = factories(database);
  const { id: accountId } = await make.account();
  const { domain } = await make.domain(accountId, { host: 'go.shop.com' });
  const attached = { clickDomainId: domain.id, openDomainId: domain.id };
  const { id: projectId } = await make.project(accountId, attached);
  const key = await createKey(database, { accountId, kind: 'secret', name: 'bench' });
  await database.$disconnect();
  return { server, key, projectId: ids.project.encode(projectId) };
}

/** By the clock: preparing waits for the server and its database. */
async function measure(size: string, prepare: () => Promise<PreparedMailing>): Promise<Figure> {
  let recipient = 2 ** 31;
  const next = () => ({ id: String(recipient++) });
  const prepared = await prepare();
  const rendering: number[] = [];
  const preparing: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    for (let one = 0; one < renderedInRound; one++) flat(prepared.render(next()));
    const between = performance.now();
    for (let one = 0; one < preparedInRound; one++) flat((await prepare()).render(next()));
    rendering.push((between - began) / renderedInRound);
    preparing.push((performance.now() - between) / preparedInRound);
  }
  const [render, anew] = [rendering, preparing].map((times) => median(times.slice(1))) as [number, number];
  return {
    what: `render for one recipient by the SDK, ${size}`,
    against: 'wrapping it anew by the SDK',
    measured: rounded(anew / render),
    unit: '× faster',
    atLeast: 50,
    from: {
      'links wrapped': prepared.report.counts.wrap,
      'render, µs': rounded(render * 1000),
      'ask for the settings, prepare, register and render, µs': rounded(anew * 1000),
    },
  };
}
