import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../test/ask.ts';
import { createEdge } from './answer.ts';
import { addHost, temporaryFolder } from './edge.testing.ts';
import { SegmentJournal } from './journal/segment-journal.ts';
import { LinkMap } from './links/link-map.ts';
import { Replica } from './links/replica.ts';

const undo: (() => unknown)[] = [];
const errors: unknown[] = [];
let paths: string[];
let port: number;
const host = 'click.brand.com';

beforeAll(async () => {
  const { folder, remove } = await temporaryFolder();
  const journal = await SegmentJournal.open(folder);
  const replica = new Replica();
  const linkMap = new LinkMap({ replica });
  const brand = addHost(linkMap, host);
  paths = [`/c/${brand.click(7)}`, `/o/${brand.open(3)}.gif`, `/.well-known/waymark/1.${'a'.repeat(32)}`];
  replica.close();
  const server = createServer(createEdge({ linkMap, journal, onError: (error) => errors.push(error) }));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  ({ port } = server.address() as AddressInfo);
  undo.push(
    remove,
    () => journal.close(),
    () => server.close(),
  );
});
afterAll(async () => {
  for (const step of undo.reverse()) await step();
});

describe('a process that cannot read its copy of the links', () => {
  it.each([0, 1, 2])('closes the connection, logs why, and keeps running: %i', async (index) => {
    await expect(ask(port, paths[index]!, { host })).rejects.toThrow('socket hang up');
    expect(errors).toHaveLength(index + 1);
    expect((await ask(port, '/robots.txt', { host })).status).toBe(200);
  });
});
