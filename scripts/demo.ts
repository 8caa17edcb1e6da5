/** `npm run demo`: wraps a newsletter on the running server, opens it and clicks in it as a recipient would, and shows what was recorded. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '@waymark/prisma';
import { startEmbeddedPostgres } from '@waymark/prisma/embedded';
import { seedDemo } from '@waymark/prisma/seed';
import { createWaymark, type PreparedMailing, type Waymark, WaymarkError } from '@waymark/sdk';
import { visit } from './demo-recipient.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
// The settings of the server, wherever it has them from.
if (existsSync('.env')) process.loadEnvFile('.env');
const dataFolder = process.env.WAYMARK_DATA || join(root, 'data');
const host = 'click.demo.localhost';
const recipient = '4711';
const maxWaitMs = 10_000;

/** A problem that the user can fix; printed without a stack trace. */
class Problem extends Error {}

try {
  await demo();
} catch (error) {
  if (error instanceof WaymarkError) console.error(`${error.message} ${error.hint}`);
  else if (error instanceof Problem) console.error(error.message);
  else throw error;
  process.exitCode = 1;
}

async function demo(): Promise<void> {
  const server = await runningServer();
  const waymark = createWaymark({ server, key: await demoKey() });
  const project = await demoProject(waymark);
  const { mailing, html } = await wrapNewsletter(waymark, project.id);
  await readAndClick(waymark, project.id, html);
  await showRecorded(waymark, project.id, mailing);
}

/** As the server itself decides it: members reach it on their own machine. */
function isTryOut(server: string): boolean {
  return /^(?:(?:.+\.)?localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(server).hostname);
}

async function runningServer(): Promise<string> {
  const note = join(dataFolder, 'server.json');
  if (existsSync(note)) {
    const { url }: { url: string } = JSON.parse(await readFile(note, 'utf8'));
    // Before it is asked anything: this machine may not reach the address that visitors use.
    if (!isTryOut(url)) {
      throw new Problem(
        `The server at ${url} is not in try-out mode, and only there ${host} works as a tracking domain. Nothing was made. To see the demo, start a server without WAYMARK_PUBLIC_URL and with a folder of its own: WAYMARK_DATA=./try-out PORT=8081 npm start; then WAYMARK_DATA=./try-out npm run demo.`,
      );
    }
    const healthy = await fetch(new URL('/healthz', url)).then(
      ({ ok }) => ok,
      () => false,
    );
    if (healthy) return url;
  }
  throw new Problem(
    'No Waymark server is running here. Start it with `npm start` in another terminal, then try again.',
  );
}

/** The demo account has no sign-in of its own: whoever may read the data folder is given a fresh key to it. */
async function demoKey(): Promise<string> {
  const url = process.env.DATABASE_URL || (await startEmbeddedPostgres(join(dataFolder, 'postgres'))).url;
  const database = openDatabase(url, { connections: 1 });
  try {
    return (await seedDemo(database, process.env.NODE_ENV)).key;
  } finally {
    await database.$disconnect();
  }
}

async function demoProject({ api }: Waymark) {
  const name = 'Demo newsletter';
  const project =
    (await api.projects.list.query()).data.find((one) => one.name === name) ??
    (await api.projects.create.mutate({ name }));
  const domain =
    (await api.domains.list.query()).data.find((one) => one.host === host) ?? (await api.domains.add.mutate({ host }));
  heading('Project and tracking domain');
  row('project', name);
  row('domain', `${host}, ${domain.status}`);
  return api.projects.update.mutate({ id: project.id, clickDomainId: domain.id, openDomainId: domain.id });
}

async function wrapNewsletter(waymark: Waymark, projectId: string) {
  const file = join(root, 'examples', 'newsletter.html');
  const source = await readFile(file, 'utf8');
  const mailing = await waymark.prepare({ projectId, name: 'November newsletter', html: source });
  if (mailing.reason) throw new Problem(`The newsletter was not wrapped. ${mailing.reason.message}`);
  const html = mailing.render({ id: recipient });

  const wrappedFile = join(dataFolder, 'demo', 'newsletter.wrapped.html');
  await mkdir(join(dataFolder, 'demo'), { recursive: true });
  await writeFile(wrappedFile, html);
  const { counts, links } = mailing.report;
  heading(`The newsletter, wrapped for recipient ${recipient}`);
  row('from', shown(file));
  row('to', shown(wrappedFile));
  row('links', `${counts.wrap} wrapped, ${counts.leave} left as they are, ${counts.refuse} refused`);
  row('left for', reasons(links.filter(({ action }) => action === 'leave')));
  row('size', `${bytes(Buffer.byteLength(source))} before, ${bytes(Buffer.byteLength(html))} after`);
  return { mailing, html };
}

/** Why these links stay: their first finding, or none for mailto:, tel: and places in the mail; most frequent first. */
function reasons(links: PreparedMailing['report']['links']): string {
  const codes = links.map(({ findings: [first] }) => first?.code ?? 'no web address');
  const times = new Map<string, number>();
  for (const code of codes) times.set(code, (times.get(code) ?? 0) + 1);
  const sorted = [...times].toSorted(([, one], [, other]) => other - one);
  return sorted.map(([code, count]) => `${code} ${count}`).join(', ');
}

async function readAndClick(waymark: Waymark, projectId: string, html: string): Promise<void> {
  heading('The recipient opens the mail and clicks twice');
  const pixel = /src="([^"]+\/o\/[^"]+\.gif)"/.exec(html)?.[1];
  if (pixel) {
    const { status, type, length } = await visit(pixel);
    row('GET', pixel);
    row('', `${status} ${type}, ${length} bytes`);
  }
  for (const link of await wrappedLinks(waymark, projectId, html)) {
    const { status, location } = await visit(link);
    row('GET', link);
    row('', `${status} ${location ?? ''}`);
  }
}

/** Two wrapped links of the mail, asked of the reader that also wrote them. */
async function wrappedLinks(waymark: Waymark, projectId: string, html: string): Promise<string[]> {
  const { links, settings } = await waymark.preview(html, { projectId });
  const wrapped = links
    .map(({ originalUrl }) => originalUrl)
    .filter((link) => link.startsWith(`${settings.origin}/c/`));
  return [...new Set(wrapped)].slice(0, 2);
}

async function showRecorded(waymark: Waymark, projectId: string, { mailingId }: PreparedMailing): Promise<void> {
  if (mailingId === null) return;
  const { api } = waymark;
  const until = Date.now() + maxWaitMs;
  let events = (await api.events.list.query({ projectId, mailingId })).data;
  while (events.length < 3 && Date.now() < until) {
    await sleep(100);
    events = (await api.events.list.query({ projectId, mailingId })).data;
  }
  if (events.length < 3)
    throw new Problem('The events did not arrive within 10 s. The log of `npm start` may say why.');

  const links = (await api.mailings.links.query({ mailingId })).data;
  heading('What was recorded');
  table(
    ['at (UTC)', 'event', 'recipient', 'who', 'link'],
    events
      .toReversed()
      .map((event) => [
        event.at.replace('T', ' ').replace(/\..*/, ''),
        event.type,
        event.recipientId ?? '',
        event.client,
        links.find(({ id }) => id === event.linkId)?.url ?? '',
      ]),
  );
  heading('Clicks per link');
  table(
    ['clicks', 'unique', 'label', 'link'],
    links
      .filter(({ clicks }) => clicks > 0)
      .map(({ clicks, uniqueClicks, label, url }) => [String(clicks), String(uniqueClicks), label, url]),
  );
}

/** A path as a person would type it here. */
function shown(file: string): string {
  const fromHere = relative(process.cwd(), file);
  return fromHere.startsWith('..') ? file : fromHere;
}

function heading(text: string): void {
  console.log(`\n${text}`);
}

function row(label: string, text: string): void {
  console.log(`  ${label.padEnd(9)}${text}`);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((cells) => cells[column]?.length ?? 0)));
  for (const cells of [head, ...rows]) {
    console.log(`  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
  }
}

function bytes(count: number): string {
  return `${count.toLocaleString('en')} bytes`;
}
