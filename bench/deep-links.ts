import { mkdtemp, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@waymark/prisma';
import { startEmbeddedPostgres } from '@waymark/prisma/embedded';
import { migrate } from '@waymark/prisma/migrate';
import { fetchFile } from '../server/src/deep-links/fetching/fetch-files.ts';
import { HostVisits } from '../server/src/deep-links/host-visits.ts';
import { inspectLinks } from '../server/src/deep-links/inspect.ts';
import { JudgedLinks } from '../server/src/deep-links/judging/judged-links.ts';
import { KnownFiles } from '../server/src/deep-links/judging/known-files.ts';
import { linksOfMailing } from '../server/src/deep-links/judging/links-of-mailing.ts';
import { type Sites, startSites } from '../server/src/deep-links/sites.testing.ts';
import { requestAt } from '../server/src/net/request-at.ts';
import { type Figure, median, rounded } from './figure.ts';

/** Links that are inspected at once, each of another host, as many as a call may have. */
const links = 100;
/** How many websites the links of an ordinary mail lead to. */
const hostsOfMail = 5;
/** The first one warms up. */
const rounds = 6;
/** How many hosts of an account are asked at a time. */
const atOnce = 20;
const now = () => new Date();
const addressesOf = async () => ['127.0.0.1'];

/** An app with 201 rules, of which the last one matches. */
const rules = Array.from({ length: 200 }, (_, index) => ({ '/': `/shop/${index}/*/item-?*`, '?': { id: '????' } }));
const apple = JSON.stringify({
  applinks: { details: [{ appIDs: ['ABCDE12345.com.brand.shop'], components: [...rules, { '/': '/shop/*' }] }] },
});
const paths = ['/.well-known/apple-app-site-association', '/.well-known/assetlinks.json'];
const answer: RequestListener = (request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(request.url === paths[0] ? apple : '[]');
};

/** A hundred links of a hundred hosts inspected: when nothing is known of them, and when all is. */
export async function deepLinkFigures(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-bench-'));
  const postgres = await startEmbeddedPostgres(folder);
  const sites = await startSites('brands.example.com');
  try {
    await migrate(postgres.url);
    const database = openDatabase(postgres.url);
    const bare: number[] = [];
    const cold: number[] = [];
    const warm: number[] = [];
    const mailing: number[] = [];
    const again: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const hosts = Array.from({ length: links }, () => sites.add(answer));
      bare.push(await timeOf(() => requestAll(sites, hosts)));
      const { inspect, judge } = await judgesOf(database, sites, hosts);
      cold.push(await timeOf(inspect));
      warm.push(await timeOf(inspect));
      const mail = () => judge(hosts.slice(0, hostsOfMail));
      mailing.push(await timeOf(mail));
      again.push(await timeOf(mail));
    }
    await database.$disconnect();
    const [bareMs = 0, coldMs = 0, warmMs = 0, mailingMs = 0, againMs = 0] = [bare, cold, warm, mailing, again].map(
      (times) => median(times.slice(1)),
    );
    const from = {
      'links, each of another host': links,
      'characters of a file for iOS': apple.length,
      'the same files by bare requests, ms': rounded(bareMs),
      'inspected, nothing known, ms': rounded(coldMs),
      'inspected, all known, ms': rounded(warmMs),
      'for a mailing with links that no mail had, ms': rounded(mailingMs),
      'for a mailing with links of another, ms': rounded(againMs),
    };
    return [
      {
        what: '100 links of 100 hosts inspected, nothing known of them',
        against: 'bare https requests for the same files',
        measured: rounded(coldMs / bareMs),
        unit: '× their time',
        from,
      },
      {
        what: '100 links of 100 hosts inspected, all known',
        against: '–',
        measured: rounded(warmMs),
        unit: 'ms',
        from,
      },
      {
        what: `What becomes of 100 links of ${hostsOfMail} hosts found out for a mailing, all known`,
        against: '–',
        measured: rounded(mailingMs),
        unit: 'ms',
        from,
      },
    ];
  } finally {
    await sites.stop();
    await postgres.stop();
    await rm(folder, { recursive: true });
  }
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function fail(error: unknown): never {
  throw error;
}

/** Calls of an account of its own, which has asked for nothing yet. */
async function judgesOf(database: Database, sites: Sites, hosts: readonly string[]) {
  const { id } = await database.account.create({ data: { name: 'Brand' } });
  const options = { addressesOf, ...sites };
  const visits = new HostVisits({
    database,
    now,
    fetch: (system, host, known, signal) => fetchFile(system, host, known, options, signal),
    onFetched: () => undefined,
    incident: { worked: () => undefined, failed: fail },
  });
  const files = new KnownFiles(database);
  const urls = hosts.map((host) => `https://${host}/shop/1`);
  const asking = { database, now, visits, files, outcomes: new JudgedLinks(files) };
  const assertJudged = (judged: readonly { readonly reason: string }[]) => {
    if (judged.some(({ reason }) => reason !== 'rule')) throw new Error('A link was not judged by its rule.');
  };
  const project = await database.project.create({ data: { accountId: id, name: 'Newsletter' } });
  const unjudged = { worked: () => undefined, failed: fail };
  return {
    inspect: async () => assertJudged((await inspectLinks(asking, id, { urls, again: false }, 'en')).links),
    judge: async (ofMail: readonly string[]) => {
      const mail = Array.from(
        { length: links },
        (_, index) => `https://${ofMail[index % ofMail.length]}/shop/${index}`,
      );
      assertJudged(await linksOfMailing({ ...asking, unjudged }, id, project, mail));
    },
  };
}

async function requestAll({ port, ca }: Sites, hosts: readonly string[]): Promise<void> {
  const left = [...hosts];
  const client = async () => {
    for (let host = left.pop(); host !== undefined; host = left.pop()) {
      const urls = paths.map((path) => new URL(`https://${host}:${port}${path}`));
      const maxBodyBytes = () => 131_072;
      await Promise.all(urls.map((url) => requestAt(url, '127.0.0.1', { timeoutMs: 10_000, ca, maxBodyBytes })));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, client));
}
