import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { sealToken } from '@waymark/core';
import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { needs } from '@waymark/testing/needs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../src/config/settings.ts';
import { type SmallDisk, smallFileSystem } from '../src/edge/journal/small-disk.testing.ts';
import type { RunningServer } from '../src/processes/running-server.ts';
import { start } from '../src/start/start.ts';
import { ask } from './ask.ts';
import { type ClickedLink, sentLink } from './clicks.ts';
import { freePort } from './test-server.ts';

let disk: SmallDisk;
let fresh: FreshDatabase;
let port: number;
let server: RunningServer | undefined;

beforeEach(async () => {
  [disk, fresh, port] = await Promise.all([smallFileSystem(), freshDatabase(), freePort()]);
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  await fresh.drop();
  await disk.remove();
});

const startIn = (folder: string) =>
  start(
    readConfig({
      DATABASE_URL: fresh.url,
      PORT: String(port),
      WAYMARK_DATA: folder,
      WAYMARK_CNAME_ZONE: 'cname.waymark.example',
      WAYMARK_LOG_LEVEL: 'silent',
    }),
  );

/** Fills the disk to the last byte; returns a function that frees the space. */
function fill(folder: string): () => void {
  const path = join(folder, 'filler');
  const file = openSync(path, 'w');
  for (const piece of [4096, 1]) {
    try {
      while (writeSync(file, Buffer.alloc(piece)) > 0);
    } catch {
      // Full.
    }
  }
  closeSync(file);
  return () => rmSync(path);
}

async function urlOf({ host, key, linkId }: ClickedLink): Promise<string | undefined> {
  const answer = await ask(port, `/c/${sealToken({ kind: 'c', id: linkId, keyId: 1 }, host, key)}`, { host });
  return answer.headers.location;
}

/** Enough links that no file has room for them by chance. */
async function sendMany({ database }: FreshDatabase, { host }: ClickedLink) {
  const { id, accountId } = await database.domain.findUniqueOrThrow({ where: { host } });
  const project = await database.project.findFirstOrThrow({ where: { accountId } });
  const urlAt = (index: number) => `https://new.example/${index}/${'x'.repeat(2000)}`;
  const make = factories(database);
  const sent = [];
  for (let index = 0; index < 20; index++) {
    const { links } = await make.mailing(accountId, project.id, id, [urlAt(index)]);
    sent.push({ linkId: Number(links[0]!.id), url: urlAt(index) });
  }
  return sent;
}

describe('while the disk of the data folder is full', needs('mounting a file system'), () => {
  it('new links are answered, and a corrected one leads to its new destination', async () => {
    await disk.makeRoom();
    const known = await sentLink(fresh.database);
    server = await startIn(disk.folder);
    expect(await urlOf(known)).toBe('https://shop.brand.com/');

    fill(disk.folder);
    const sent = await sendMany(fresh, known);
    const corrected = `https://corrected.example/${'x'.repeat(4000)}`;
    await fresh.database.link.update({ where: { id: known.linkId }, data: { url: corrected } });
    const found = await Promise.all(sent.map(({ linkId }) => urlOf({ ...known, linkId })));
    expect(found).toEqual(sent.map(({ url }) => url));
    await vi.waitFor(async () => expect(await urlOf(known)).toBe(corrected), { timeout: 2000 });
  });

  it('a restarted server answers links', async () => {
    await disk.makeRoom();
    const known = await sentLink(fresh.database);
    server = await startIn(disk.folder);
    expect(await urlOf(known)).toBe('https://shop.brand.com/');
    await server.stop();

    const makeRoom = fill(disk.folder);
    const starting = startIn(disk.folder);
    const answered = vi.waitFor(async () => expect(await urlOf(known)).toBe('https://shop.brand.com/'), {
      timeout: 5000,
    });
    await Promise.race([answered, starting]);
    await answered;
    makeRoom();
    server = await starting;
  });
});
