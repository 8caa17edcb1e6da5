import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FreshDatabase, factories, freshDatabase } from './testing.ts';

let fresh: FreshDatabase;
let make: ReturnType<typeof factories>;
let accountId: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  make = factories(fresh.database);
  ({ id: accountId } = await make.account());
});
afterAll(() => fresh.drop());
beforeEach(() => fresh.database.change.deleteMany());

/** The changes logged since the test began, in no particular order. */
async function noted(): Promise<string[]> {
  const changes = await fresh.database.change.findMany();
  return changes.map(({ kind, thing }) => `${kind} ${thing}`).sort();
}

async function sentMailing(urls: readonly string[]) {
  const { domain } = await make.domain(accountId);
  const project = await make.project(accountId);
  const sent = await make.mailing(accountId, project.id, domain.id, urls);
  await fresh.database.change.deleteMany();
  return { ...sent, domain, project };
}

describe('the log of changes', () => {
  it('records a mailing with all of its links as one change', async () => {
    const { domain } = await make.domain(accountId);
    const project = await make.project(accountId);
    await fresh.database.change.deleteMany();
    const mailing = await fresh.database.mailing.create({
      data: { accountId, projectId: project.id, clickDomainId: domain.id, name: 'November' },
    });
    const links = ['https://a.example/', 'https://b.example/'].map((url) => ({
      accountId,
      mailingId: mailing.id,
      url,
    }));
    await fresh.database.change.deleteMany();
    await fresh.database.link.createMany({ data: links });
    expect(await noted()).toEqual([`mailing ${mailing.id}`]);
  });

  it('records a corrected destination, and deleted links', async () => {
    const { links } = await sentMailing(['https://a.example/', 'https://b.example/', 'https://c.example/']);
    await fresh.database.link.update({ where: { id: links[0]!.id }, data: { url: 'https://d.example/' } });
    await fresh.database.link.delete({ where: { id: links[1]!.id } });
    expect(await noted()).toEqual([`link ${links[0]!.id}`, `link ${links[1]!.id}`]);
  });

  it('records a domain added, removed or changed in a way that affects links or certificates, but no checks', async () => {
    const { domain } = await make.domain(accountId);
    expect(await noted()).toContain(`domain ${domain.id}`);
    await fresh.database.change.deleteMany();
    await fresh.database.domain.update({ where: { id: domain.id }, data: { status: 'pending', failedChecks: 1 } });
    await fresh.database.domain.update({ where: { id: domain.id }, data: { verifiedAt: new Date(1) } });
    expect(await noted()).toEqual([]);
    for (const change of [
      () => fresh.database.domain.update({ where: { id: domain.id }, data: { verifiedAt: null } }),
      () => fresh.database.domain.update({ where: { id: domain.id }, data: { verifiedAt: new Date() } }),
      () => fresh.database.domain.update({ where: { id: domain.id }, data: { certificate: 'issue' } }),
      () =>
        fresh.database.signingKey.create({
          data: { domainId: domain.id, accountId, keyId: 2, secret: Buffer.alloc(32) },
        }),
      () => fresh.database.signingKey.delete({ where: { domainId_keyId: { domainId: domain.id, keyId: 2 } } }),
      () => fresh.database.domain.delete({ where: { id: domain.id } }),
    ]) {
      await fresh.database.change.deleteMany();
      await change();
      expect(await noted()).toContain(`domain ${domain.id}`);
    }
  });

  it('records a new project and changes of its privacy, but not of its name or switches', async () => {
    const { id } = await make.project(accountId);
    expect(await noted()).toEqual([`project ${id}`]);
    await fresh.database.change.deleteMany();
    await fresh.database.project.update({ where: { id }, data: { name: 'Winter', trackOpens: false } });
    expect(await noted()).toEqual([]);
    await fresh.database.project.update({ where: { id }, data: { ipMode: 'none' } });
    expect(await noted()).toEqual([`project ${id}`]);
    await fresh.database.change.deleteMany();
    await fresh.database.project.update({ where: { id }, data: { referrerPolicy: 'strict_origin_when_cross_origin' } });
    expect(await noted()).toEqual([`project ${id}`]);
  });

  it('records opt-outs by account and recipient id, and their end', async () => {
    await fresh.database.optOut.create({ data: { accountId, recipientId: 'reader 1' } });
    expect(await noted()).toEqual([`opt_out ${accountId} reader 1`]);
    await fresh.database.change.deleteMany();
    await fresh.database.optOut.deleteMany({ where: { accountId } });
    expect(await noted()).toEqual([`opt_out ${accountId} reader 1`]);
  });

  it('records what is deleted with a project: its mailings, including their links', async () => {
    const { project, mailing } = await sentMailing(['https://a.example/']);
    await fresh.database.project.delete({ where: { id: project.id } });
    expect(await noted()).toEqual([`mailing ${mailing.id}`, `project ${project.id}`]);
  });

  it('notifies listeners at each commit with changes, and at no other', async () => {
    const { links } = await sentMailing(['https://a.example/']);
    const listener = new pg.Client(fresh.url);
    await listener.connect();
    try {
      const woken: string[] = [];
      listener.on('notification', ({ channel }) => woken.push(channel));
      await listener.query('LISTEN waymark_change');
      await fresh.database.link.updateMany({ where: { id: 0n }, data: { url: 'https://b.example/' } });
      await fresh.database.link.update({ where: { id: links[0]!.id }, data: { url: 'https://b.example/' } });
      await expect.poll(() => woken).toEqual(['waymark_change']);
    } finally {
      await listener.end();
    }
  });
});
