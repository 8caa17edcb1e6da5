import { randomBytes } from 'node:crypto';
import { hashRecipientId, sealToken } from '@waymark/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mailingEntities, startEdge } from './edge.testing.ts';

const host = 'click.brand.com';
const [former, present] = [randomBytes(32), randomBytes(32)];
let edge: Awaited<ReturnType<typeof startEdge>>;

beforeAll(async () => {
  edge = await startEdge();
  const keys = [
    { keyId: 1, key: former, lastId: 100 },
    { keyId: 2, key: present },
  ];
  edge.linkMap.apply([
    { kind: 'domain', id: 'd', host, certificate: false, keys },
    ...[3, 103].flatMap((id) => mailingEntities(id, 'd')),
    { kind: 'link', id: 100, mailingId: 3, url: 'https://brand.com/100' },
    { kind: 'link', id: 101, mailingId: 103, url: 'https://brand.com/101' },
  ]);
});
afterAll(() => edge.stop());

const status = async (path: string) => (await edge.ask(path, { host })).status;
const sealed = (kind: 'c' | 'o', id: number, keyId: number) =>
  sealToken({ kind, id, keyId }, host, keyId === 1 ? former : present);

it('a retired key opens what was made before it was retired, and nothing later', async () => {
  expect(await status(`/c/${sealed('c', 100, 1)}`)).toBe(302);
  expect(await status(`/c/${sealed('c', 101, 1)}`)).toBe(404);
  expect(await status(`/o/${sealed('o', 3, 1)}.gif`)).toBe(200);
  expect(await status(`/o/${sealed('o', 103, 1)}.gif`)).toBe(404);
});

it('a new key opens both', async () => {
  expect(await status(`/c/${sealed('c', 100, 2)}`)).toBe(302);
  expect(await status(`/c/${sealed('c', 101, 2)}`)).toBe(302);
});

it('a recipient has one hash on a host, whichever key sealed the token', async () => {
  const hash = hashRecipientId(former, 'ada@example.org');
  await edge.ask(`/c/${sealed('c', 100, 2)}?r=ada@example.org`, { host });
  expect((await edge.events()).at(-1)?.recipientId).toBe(hash);
});
