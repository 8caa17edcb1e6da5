import { factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeProject } from '../../projects/project.ts';
import { ApiError } from '../../rpc/api-error.ts';
import { insertDomain } from '../store.ts';
import { bury, wasAnothers } from './tombstones.ts';

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let make: ReturnType<typeof factories>;
beforeAll(async () => {
  fresh = await freshDatabase();
  make = factories(fresh.database);
});
afterAll(() => fresh.drop());

let count = 0;
const freshRow = (accountId: string, host: string) => ({
  accountId,
  host,
  cnameTarget: `t${++count}.cname.waymark.example`,
  secret: new Uint8Array(32),
});
const add = (accountId: string, host: string) =>
  fresh.database.$transaction((transaction) => insertDomain(transaction, freshRow(accountId, host)));

describe('a removed domain', () => {
  it("deletes its keys and checks, and keeps the host's former owner and the former keys", async () => {
    const { id: accountId } = await make.account();
    const { domain, key } = await make.domain(accountId);
    const at = new Date('2026-11-23T12:00:00Z');
    expect(await bury(fresh.database, domain, at)).toBe(true);
    expect(await fresh.database.domain.findUnique({ where: { id: domain.id } })).toBeNull();
    expect(await fresh.database.signingKey.count({ where: { domainId: domain.id } })).toBe(0);
    expect(await fresh.database.formerKey.findMany({ where: { domainId: domain.id } })).toEqual([
      { domainId: domain.id, keyId: 1, accountId, secret: Uint8Array.from(key), removedAt: at },
    ]);
    const { id: domainId, host, cnameTarget } = domain;
    expect(await fresh.database.tombstone.findUnique({ where: { domainId } })).toEqual({
      domainId,
      accountId,
      host,
      cnameTarget,
      removedAt: at,
    });
  });

  it('stays, without a tombstone, when a project is attached at the last moment', async () => {
    const { id: accountId } = await make.account();
    const { domain } = await make.domain(accountId);
    await make.project(accountId, { openDomainId: domain.id });
    expect(await bury(fresh.database, domain, new Date())).toBe(false);
    expect(await fresh.database.domain.count({ where: { id: domain.id } })).toBe(1);
    expect(await fresh.database.signingKey.count({ where: { domainId: domain.id } })).toBe(1);
    expect(await fresh.database.tombstone.count({ where: { domainId: domain.id } })).toBe(0);
    expect(await fresh.database.formerKey.count({ where: { domainId: domain.id } })).toBe(0);
  });

  it('is either removed or attached, however close the two requests are', async () => {
    for (let round = 0; round < 20; round++) {
      const { id: accountId } = await make.account();
      const { domain } = await make.domain(accountId);
      const { id } = await make.project(accountId);
      const [removed, attached] = await Promise.all([
        bury(fresh.database, domain, new Date()),
        changeProject(fresh.database, accountId, id, { clickDomainId: domain.id }).then(
          () => true,
          (error: unknown) => error instanceof ApiError && error.code,
        ),
      ]);
      expect(attached).toBe(removed ? 'no_such_domain' : true);
    }
  });

  it('is removed once, however many requests arrive at the same moment', async () => {
    const { id: accountId } = await make.account();
    const { domain } = await make.domain(accountId);
    const results = await Promise.all([1, 2, 3].map(() => bury(fresh.database, domain, new Date())));
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await fresh.database.tombstone.count({ where: { domainId: domain.id } })).toBe(1);
  });
});

describe('a host that was removed', () => {
  it('needs a proof of its own from another account, and none from the same account', async () => {
    const { id: accountId } = await make.account();
    const { id: stranger } = await make.account();
    const { domain } = await make.domain(accountId);
    await bury(fresh.database, domain, new Date());
    expect(await wasAnothers(fresh.database, accountId, domain.host)).toBe(false);
    expect(await wasAnothers(fresh.database, stranger, domain.host)).toBe(true);
    expect(await wasAnothers(fresh.database, stranger, `other.${domain.host}`)).toBe(false);
    expect(await add(stranger, domain.host)).toMatchObject({ needsCname: true });
  });

  it('is remembered longer than its account', async () => {
    const { id: accountId } = await make.account();
    const { domain } = await make.domain(accountId);
    await bury(fresh.database, domain, new Date());
    await fresh.database.account.delete({ where: { id: accountId } });
    const { id: stranger } = await make.account();
    expect(await add(stranger, domain.host)).toMatchObject({ needsCname: true });
  });

  it('is never taken over without proof, even when adding races with removing', async () => {
    for (let round = 0; round < 20; round++) {
      const { id: accountId } = await make.account();
      const { id: stranger } = await make.account();
      const { domain } = await make.domain(accountId);
      const [, added] = await Promise.all([bury(fresh.database, domain, new Date()), add(stranger, domain.host)]);
      if (added) expect(added.needsCname).toBe(true);
    }
  });
});
