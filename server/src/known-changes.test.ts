import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from './edge/link-map.ts';
import { createLookUp, knownChanges } from './known-changes.ts';

let fresh: FreshDatabase;
let make: ReturnType<typeof factories>;
let accountId: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  make = factories(fresh.database);
  accountId = (await make.account()).id;
});
afterAll(() => fresh.drop());

async function read(): Promise<Change[]> {
  const changes: Change[] = [];
  for await (const change of knownChanges(fresh.database)) changes.push(change);
  return changes;
}

describe('what a link map is told at a start', () => {
  it('is nothing of an empty database', async () => {
    expect(await read()).toEqual([]);
  });

  it('is every host with its keys, former ones too, then messages, then their links', async () => {
    const { domain, key } = await make.domain(accountId, { host: 'click.brand.com' });
    const former = Buffer.alloc(32, 7);
    await fresh.database.signingKey.create({
      data: { domainId: domain.id, accountId, keyId: 2, secret: former, retiredAt: new Date() },
    });
    const project = await make.project(accountId, { ipMode: 'none' });
    const { message, links } = await make.message(accountId, project.id, domain.id, ['https://brand.com/']);
    const domainId = domain.id;
    const [id, linkId] = [Number(message.id), Number(links[0]?.id)];
    expect(await read()).toEqual([
      { kind: 'host', domainId, host: 'click.brand.com' },
      { kind: 'key', domainId, keyId: 1, key },
      { kind: 'key', domainId, keyId: 2, key: new Uint8Array(former) },
      { kind: 'message', id, clickDomainId: domainId, openDomainId: domainId, ipMode: 'none' },
      { kind: 'link', id: linkId, messageId: id, destination: 'https://brand.com/' },
    ]);

    const lookUp = createLookUp(fresh.database);
    const [, , , messageChange, linkChange] = await read();
    expect(await lookUp('message', id)).toEqual([messageChange]);
    expect(await lookUp('link', linkId)).toEqual([messageChange, linkChange]);
    expect(await lookUp('message', id + 1)).toEqual([]);
    expect(await lookUp('link', linkId + 1)).toEqual([]);
  });

  it('is complete and in order, however many links there are', async () => {
    const project = await make.project(accountId);
    const { domain } = await make.domain(accountId);
    const { message } = await make.message(accountId, project.id, domain.id, []);
    await fresh.database.$executeRaw`
      INSERT INTO link (account_id, message_id, destination)
      SELECT ${accountId}::uuid, ${message.id}, 'https://brand.com/' || number FROM generate_series(1, 10001) AS number`;
    const changes = await read();
    const links = changes.flatMap((change) =>
      change.kind === 'link' && change.messageId === Number(message.id) ? change : [],
    );
    expect(links.map(({ destination }) => destination)).toEqual(
      Array.from({ length: 10_001 }, (_, index) => `https://brand.com/${index + 1}`),
    );
    expect(changes.findIndex(({ kind }) => kind === 'link')).toBeGreaterThan(
      changes.findLastIndex(({ kind }) => kind === 'message'),
    );
  });
});
