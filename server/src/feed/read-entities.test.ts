import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLookUp, queryOf, stateOf } from './read-entities.ts';

let fresh: FreshDatabase;
let make: ReturnType<typeof factories>;
let accountId: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  make = factories(fresh.database);
  accountId = (await make.account()).id;
});
afterAll(() => fresh.drop());

const missing = '0199b0de-0000-7000-8000-00000000ffff';

async function sent() {
  const { domain, key } = await make.domain(accountId);
  const project = await make.project(accountId, {
    ipMode: 'none',
    referrerPolicy: 'strict_origin_when_cross_origin',
  });
  const { mailing, links } = await make.mailing(accountId, project.id, domain.id, [
    'https://a.example/',
    'https://b.example/',
  ]);
  const id = Number(mailing.id);
  const states = {
    project: {
      kind: 'project',
      id: project.id,
      accountId,
      ipMode: 'none',
      referrerPolicy: 'strict-origin-when-cross-origin',
    },
    mailing: { kind: 'mailing', id, projectId: project.id, clickDomainId: domain.id, openDomainId: domain.id },
    links: links.map((link) => ({
      kind: 'link',
      id: Number(link.id),
      mailingId: id,
      url: link.url,
    })),
  };
  return { domain, key, project, states };
}

describe('the state of entities', () => {
  it('is read with everything that belongs to it, including former keys, and includes deletions', async () => {
    const { domain, key, project, states } = await sent();
    const former = Buffer.alloc(32, 7);
    const formerKey = { domainId: domain.id, accountId, keyId: 2, secret: former, retiredAt: new Date() };
    await fresh.database.signingKey.create({ data: formerKey });
    await fresh.database.optOut.create({ data: { accountId, recipientId: 'reader 1' } });
    const state = (kind: Parameters<typeof stateOf>[1], ...ids: (string | number)[]) =>
      stateOf(queryOf(fresh.database), kind, ids.map(String));

    expect(await state('domain', domain.id, missing)).toEqual([
      { kind: 'gone', of: 'domain', id: missing },
      {
        kind: 'domain',
        id: domain.id,
        host: domain.host,
        certificate: false,
        keys: [
          { keyId: 1, key: Buffer.from(key) },
          { keyId: 2, key: former },
        ],
      },
    ]);
    expect(await state('project', project.id)).toEqual([states.project]);
    expect(await state('mailing', states.mailing.id, 999_999)).toEqual([
      { kind: 'gone', of: 'mailing', id: 999_999 },
      states.mailing,
      ...states.links,
    ]);
    expect(await state('link', states.links[1]!.id)).toEqual([states.links[1]]);
    expect(await state('opt_out', `${accountId} reader 1`, `${accountId} reader 2`)).toEqual([
      { kind: 'gone', of: 'opt_out', id: `${accountId} reader 2` },
      { kind: 'opt_out', id: `${accountId} reader 1` },
    ]);
  });
});

describe('a look-up', () => {
  it('returns a mailing with its project, a link with both, and nothing for what does not exist', async () => {
    const { states } = await sent();
    const lookUp = createLookUp(fresh.database);
    expect(await lookUp('mailing', states.mailing.id)).toEqual([states.project, states.mailing]);
    expect(await lookUp('link', states.links[0]!.id)).toEqual([states.project, states.mailing, states.links[0]]);
    expect(await lookUp('mailing', 999_999)).toEqual([]);
    expect(await lookUp('link', 999_999)).toEqual([]);
  });
});
