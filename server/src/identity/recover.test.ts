import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entity } from '../edge/links/entities.ts';
import { Replica } from '../edge/links/replica.ts';
import { MasterKeys } from '../secrets/master-keys.ts';
import { type Belonging, settle } from './belonging.ts';
import { explainNotGivenBack } from './not-given-back.ts';
import type { CopyNote } from './note.ts';

const url = 'https://shop.example/';
const host = 'click.brand.com';
/** Ids from here on were given after the backup. */
const later = 1000;

let fresh: FreshDatabase;
let make: ReturnType<typeof factories>;
let folder: string;
let copy: Replica;
beforeEach(async () => {
  fresh = await freshDatabase();
  make = factories(fresh.database);
  folder = await mkdtemp(join(tmpdir(), 'waymark-recover-'));
  copy = new Replica();
});
afterEach(async () => {
  copy.close();
  await fresh.drop();
  await rm(folder, { recursive: true });
});

/** Lets a server use the database with this folder, and with a copy of its links when there is a note of it. */
function open(note?: CopyNote, links = copy): Promise<Belonging> {
  return settle(fresh.url, {
    folder,
    notes: [],
    copy: note,
    links: note && links.database,
    cnameZone: 'cname.waymark.example',
    masterKeys: new MasterKeys({ dataFolder: folder }),
  });
}

/** What a copy says that was made in an epoch. */
const noteOf = ({ identity }: Belonging, epoch = identity.epoch): CopyNote => ({
  ...identity,
  epoch,
  wal: '0',
  lastMailing: later + 9,
  lastLink: later + 9,
});

async function accountWithProject() {
  const account = (await make.account()).id;
  return { account, project: (await make.project(account)).id };
}

const ofProject = ({ account, project }: { account: string; project: string }): Entity => ({
  kind: 'project',
  id: project,
  accountId: account,
  ipMode: 'full',
  referrerPolicy: 'no-referrer',
});

const uuid = (digit: number) => `0190aaaa-0000-7000-8000-00000000000${digit}`;

const keyOf = (text: string) => new Uint8Array(Buffer.alloc(32, text));

const domainOf = (id: string, at: string, ...keys: Extract<Entity, { kind: 'domain' }>['keys']): Entity => ({
  kind: 'domain',
  id,
  host: at,
  certificate: true,
  keys,
});

/** A mailing on a domain, whose links have ids from its own on. */
const mailingOf = (id: number, projectId: string, domain: string, links = 1): Entity[] => [
  { kind: 'mailing', id, projectId, clickDomainId: domain, openDomainId: domain },
  ...Array.from({ length: links }, (_, index): Entity => ({ kind: 'link', id: id + index, mailingId: id, url })),
];

/** Leaves the database with this as the last id that it has given. */
const giveIds = (last: number) =>
  fresh.database.$queryRaw`SELECT setval('mailing_id_seq', ${last}::bigint), setval('link_id_seq', ${last}::bigint)`;

const linksIn = async () =>
  (await fresh.database.link.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => Number(id));

describe('a copy of the links beside a database that was restored', () => {
  it('gives back what it can, says what not, and keeps it until its host is free', async () => {
    const [ours, theirs] = [await accountWithProject(), await accountWithProject()];
    const { domain } = await make.domain(ours.account, { host });
    const note = noteOf(await open());
    const apps = [{ system: 'android', app: 'com.brand.shop', fingerprints: ['14:6D'] }] as const;
    const removed = await make.domain(ours.account, { host: 'removed.brand.com' });
    copy.write([
      ...[ours, theirs, { account: uuid(8), project: uuid(9) }].map(ofProject),
      // Whoever had the host later.
      domainOf(uuid(1), host, { keyId: 1, key: keyOf('later') }),
      { ...domainOf(uuid(2), 'added.brand.com', { keyId: 1, key: keyOf('added') }), apps } as Entity,
      domainOf(uuid(3), 'nobody.brand.com', { keyId: 1, key: keyOf('nobody') }),
      domainOf(removed.domain.id, removed.domain.host, { keyId: 1, key: removed.key }),
      ...mailingOf(later, theirs.project, uuid(1), 2),
      ...mailingOf(later + 2, ours.project, uuid(2), 3),
      ...mailingOf(later + 5, uuid(9), uuid(3)),
      ...mailingOf(later + 6, ours.project, removed.domain.id),
    ]);
    await fresh.database.tombstone.create({
      data: { domainId: removed.domain.id, host: removed.domain.host, cnameTarget: 'x', accountId: ours.account },
    });
    await fresh.database.domain.delete({ where: { id: removed.domain.id } });

    const { begun, notGivenBack } = await open(note);
    expect(begun?.recovered).toEqual({
      projects: 0,
      domains: 1,
      mailings: 2,
      links: 4,
      optOuts: 0,
      dead: [
        { host, reason: 'host_taken', mailings: 1, links: 2 },
        { host: 'nobody.brand.com', reason: 'account_lost', mailings: 1, links: 1 },
      ],
    });
    expect(await fresh.database.listedApp.findMany()).toMatchObject([{ domainId: uuid(2), ...apps[0] }]);
    // They are served only of a domain that was verified, as this one was before it had mailings.
    const proven = await fresh.database.domain.findMany({ where: { verifiedAt: { not: null } }, select: { id: true } });
    expect(proven.map(({ id }) => id).sort()).toEqual([domain.id, uuid(2)].sort());
    const aside = join(folder, `set-aside-${note.epoch!.slice(0, 8)}-${later + 9}`);
    expect(explainNotGivenBack(notGivenBack!)).toBe(
      `Not given back are links 3, which are answered 404: click.brand.com (mailings 1, links 2, where the host is another tracking domain's in the database); nobody.brand.com (mailings 1, links 1, of an account that the database does not have). The copy that has them is kept in ${aside}.`,
    );

    // Its mailings are there for their events; its links answer as soon as the host is nobody else's.
    await fresh.database.domain.delete({ where: { id: domain.id } });
    const again = new Replica(join(aside, 'replica', 'links.sqlite'));
    const { followed } = await open(note, again);
    again.close();
    expect(followed).toMatchObject({ domains: 1, dead: [{ host: 'nobody.brand.com' }] });
    expect(await fresh.database.domain.findUnique({ where: { host } })).toMatchObject({ id: uuid(1) });
    expect(await linksIn()).toEqual([0, 1, 2, 3, 4, 6].map((index) => later + index));
  });

  it('of another branch gives back what has ids of its own, and says what has not', async () => {
    const ours = await accountWithProject();
    const { domain, key } = await make.domain(ours.account, { host });
    const note = noteOf(await open(), uuid(7));
    // Both branches have begun an epoch of their own at this id.
    await fresh.database.signingKey.updateMany({ data: { retiredAt: new Date(), lastId: later } });
    const own = { domainId: domain.id, accountId: ours.account, keyId: 2, secret: keyOf('this branch') };
    await fresh.database.signingKey.create({ data: own });
    await giveIds(later);
    await make.mailing(ours.account, ours.project, domain.id, [
      'https://shop.example/this',
      'https://shop.example/this',
    ]);
    copy.write([
      ofProject(ours),
      domainOf(domain.id, host, { keyId: 1, key, lastId: later }, { keyId: 2, key: keyOf('other branch') }),
      domainOf(uuid(2), 'added.brand.com', { keyId: 1, key: keyOf('added') }),
      ...mailingOf(later + 1, ours.project, domain.id, 1),
      ...mailingOf(later + 2, ours.project, domain.id, 2),
      { kind: 'mailing', id: later + 3, projectId: ours.project, clickDomainId: uuid(2), openDomainId: null },
      { kind: 'link', id: later + 4, mailingId: later + 3, url },
      // The database gave this mailing's id to one of its own, which must not get this link.
      { kind: 'link', id: later + 8, mailingId: later + 1, url },
    ]);
    const { begun, notGivenBack } = await open(note);
    expect(begun?.recovered).toMatchObject({
      domains: 1,
      mailings: 1,
      links: 1,
      dead: [{ host, reason: 'ids_taken', mailings: 2, links: 4 }],
    });
    expect(notGivenBack?.copy).toEqual({ folder: join(folder, `set-aside-${uuid(7).slice(0, 8)}-${later + 9}`) });
    const mailings = await fresh.database.link.findMany({ where: { mailingId: later + 1 } });
    expect(mailings.map(({ url }) => url)).toEqual(['https://shop.example/this', 'https://shop.example/this']);
  });

  it('keeps nothing when everything is given back, also what was being made when the backup began', async () => {
    const ours = await accountWithProject();
    const { domain, key } = await make.domain(ours.account, { host });
    const note = noteOf(await open());
    // Sequences are not part of a snapshot: these ids were given, and what has them was committed after it.
    await giveIds(later + 5);
    copy.write([
      ofProject(ours),
      domainOf(domain.id, host, { keyId: 1, key }),
      ...mailingOf(later, ours.project, domain.id, 2),
    ]);
    const { begun, notGivenBack } = await open(note);
    expect(begun?.recovered).toMatchObject({ mailings: 1, links: 2, dead: [] });
    expect(notGivenBack).toBeUndefined();
  });
});
