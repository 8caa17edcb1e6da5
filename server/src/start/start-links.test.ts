import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../../test/ask.ts';
import { freePort } from '../../test/test-server.ts';
import { readConfig } from '../config/settings.ts';
import { addHost, addLink, temporaryFolder } from '../edge/edge.testing.ts';
import { createLog } from '../observability/log.ts';
import { type RunningLinks, startLinks } from './start-links.ts';

let folder: string;
let remove: () => Promise<void>;
let port: number;
let links: RunningLinks;

beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
  port = await freePort();
  links = await start();
});
afterEach(async () => {
  await stop();
  await remove();
});

const start = (log = createLog('silent')) => startLinks(readConfig({ PORT: String(port), WAYMARK_DATA: folder }), log);

async function stop(): Promise<void> {
  await links.closeListener();
  await links.close();
}

describe('links that are started', () => {
  it('for the first time hold clicks back until all hosts are known, so that none is taken for an unknown host', async () => {
    const brand = addHost(links.linkMap, 'click.brand.com');
    const later = ask(port, `/c/${brand.click(7)}`, brand);
    const strangers = ask(port, '/c/token', { host: 'stranger.example' });
    expect(await ask(port, '/healthz')).toMatchObject({ status: 200 });
    addLink(links.linkMap, brand, 7, 3, 'https://shop.brand.com/');
    links.openGate();
    expect((await later).headers.location).toBe('https://shop.brand.com/');
    expect((await strangers).status).toBe(404);
  });

  it('again with a complete copy are answered at once, and members are told what is missing', async () => {
    const brand = addHost(links.linkMap, 'click.brand.com');
    addLink(links.linkMap, brand, 7, 3, 'https://shop.brand.com/');
    links.linkMap.apply([], JSON.stringify({ database: 'd', timeline: 't', snapshot: '1:1:', reading: null }));
    await stop();
    links = await start();
    expect((await ask(port, `/c/${brand.click(7)}`, brand)).headers.location).toBe('https://shop.brand.com/');
    links.waitFor('No PostgreSQL server answers there.');
    expect(await ask(port, '/readyz')).toMatchObject({ status: 503, text: 'No PostgreSQL server answers there.\n' });
  });

  it('say that the event log is gone, which nothing else shows, and nothing of it otherwise', async () => {
    const lines = new PassThrough();
    const log = createLog('warn', lines);
    await writeFile(join(folder, 'database.json'), '{}');
    await stop();
    links = await start(log);
    expect(lines.read()).toBeNull();
    await stop();
    await rm(join(folder, 'journal'), { recursive: true });
    links = await start(log);
    expect(JSON.parse(String(lines.read()))).toMatchObject({
      folder,
      msg: 'the event log of this data folder is gone: events that waited in it are lost, and nobody can say how many',
    });
  });
});
