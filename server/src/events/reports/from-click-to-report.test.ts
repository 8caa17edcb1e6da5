import { sealToken } from '@waymark/core';
import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEdge } from '../../edge/edge.testing.ts';
import { createLookUp, queryOf, stateOf } from '../../feed/read-entities.ts';
import { firefox } from '../events.testing.ts';
import { listEvents } from '../queries.ts';
import { type Drain, startDrain } from '../storing/drain.ts';
import { linkReport, mailingReport } from './reports.ts';

let fresh: FreshDatabase;
let edge: Awaited<ReturnType<typeof startEdge>>;
let drain: Drain;
const errors: unknown[] = [];
beforeAll(async () => {
  fresh = await freshDatabase();
  edge = await startEdge({ lookUp: createLookUp(fresh.database), newLinkTimeoutMs: 5 });
  drain = startDrain({ journal: edge.journal, pool: fresh.pool, onError: (error) => errors.push(error) });
});
afterAll(async () => {
  await drain.stop();
  await edge.stop();
  await fresh.drop();
});

describe('a click and an open over HTTP', () => {
  it('are in the reports of their account, even if the link map did not know the mailing yet', async () => {
    const make = factories(fresh.database);
    const account = await make.account();
    const { domain, key } = await make.domain(account.id);
    edge.linkMap.apply(await stateOf(queryOf(fresh.database), 'domain', [domain.id]));
    const project = await make.project(account.id);
    const { mailing, links } = await make.mailing(account.id, project.id, domain.id, ['https://shop.brand.com/']);
    const [mailingId, linkId] = [Number(mailing.id), Number(links[0]!.id)];
    const seal = (kind: 'c' | 'o', id: number) =>
      sealToken({ kind, id, keyId: 1, recipientId: '42' }, domain.host, key);

    const asked = { host: domain.host, headers: { 'user-agent': firefox } };
    const click = await edge.ask(`/c/${seal('c', linkId)}`, asked);
    expect([click.status, click.headers.location]).toEqual([302, 'https://shop.brand.com/']);
    expect((await edge.ask(`/o/${seal('o', mailingId)}.gif`, asked)).status).toBe(200);
    await drain.idle();

    expect(errors).toEqual([]);
    const events = await listEvents(fresh.database, account.id, { projectId: project.id });
    expect(events).toHaveLength(2);
    for (const event of events) expect(event).toMatchObject({ mailingId, recipientId: '42', client: 'human' });
    expect(await mailingReport(fresh.database, account.id, { projectId: project.id })).toMatchObject([
      { clicks: 1, opens: 1 },
    ]);
    expect(await linkReport(fresh.database, account.id, { mailingId })).toMatchObject([{ clicks: 1, uniqueClicks: 1 }]);
    expect(await fresh.database.event.findMany({ select: { ip: true } })).toEqual([
      { ip: '127.0.0.0' },
      { ip: '127.0.0.0' },
    ]);
  });
});
