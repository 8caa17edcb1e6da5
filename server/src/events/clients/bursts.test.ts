import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Signals, TrackingEvent } from '../../edge/journal/journal.ts';
import { eventOf, firefox } from '../events.testing.ts';
import { listEvents } from '../queries.ts';
import { countUncounted } from '../reports/counts.ts';
import { linkReport, mailingReport, reasonReport } from '../reports/reports.ts';
import { storeEvents } from '../storing/store.ts';
import { classify } from './classify.ts';

const noon = Date.UTC(2026, 10, 23, 12);
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

/** A click on the nth link, or an open of the mailing, this many seconds after noon. */
interface Visit extends Partial<Pick<TrackingEvent, 'recipientId' | 'ip' | 'userAgent' | keyof Signals>> {
  readonly after: number;
  readonly link?: number;
}

/** Sends a mail with five links, stores these events, and returns how they were classified, in order. */
async function takenFor(visits: readonly Visit[], pages = 5) {
  const make = factories(fresh.database);
  const { id: accountId } = await make.account();
  const { domain } = await make.domain(accountId);
  const { id: projectId } = await make.project(accountId);
  const urls = Array.from({ length: 5 }, (_, index) => `https://shop.example/${index % pages}`);
  const { mailing, links } = await make.mailing(accountId, projectId, domain.id, urls);
  const events = visits.map(({ after, link, ...rest }) =>
    eventOf(link === undefined ? 'open' : 'click', Number(link === undefined ? mailing.id : links[link]!.id), {
      at: noon + Math.round(after * 1000),
      recipientId: '4711',
      ip: '192.0.2.0',
      ...rest,
    }),
  );
  const classified = events.map((event) => ({ ...event, ...classify(event) }));
  await storeEvents(fresh.pool, classified);
  await countUncounted(fresh.database);
  const listed = await listEvents(fresh.database, accountId, { projectId });
  const reasons = events.map(({ id }) => listed.find((one) => one.id === id)!.reason);
  return { reasons, accountId, projectId, mailingId: Number(mailing.id), classified };
}

const clicks = (link: number, after: number, rest: Omit<Visit, 'after' | 'link'> = {}): Visit => ({
  link,
  after,
  ...rest,
});

const someoneElseOpens: Visit = { after: 30, recipientId: '4799' };

describe('clicks that are judged together', () => {
  it.each<[string, Visit[], string[]]>([
    [
      'a gateway that looks at all links at once',
      [0, 1, 2, 3, 4].map((link) => clicks(link, link * 0.2)),
      Array(5).fill('many-links'),
    ],
    [
      'a gateway with another address and browser for each link',
      [0, 1, 2].map((link) =>
        clicks(link, link * 0.4, { ip: `198.51.${link}.0`, userAgent: link === 1 ? chrome : firefox }),
      ),
      Array(3).fill('many-links'),
    ],
    [
      'a person who clicks three links in ten seconds',
      [clicks(0, 0), clicks(1, 4), clicks(2, 9.5)],
      Array(3).fill('browser'),
    ],
    ['a quick person', [clicks(0, 0), clicks(1, 1.3), clicks(2, 2.6)], Array(3).fill('browser')],
    ['a double click', [clicks(0, 0), clicks(0, 0.2), clicks(0, 0.4), clicks(0, 0.5)], Array(4).fill('browser')],
    ['two links to and fro', [clicks(0, 0), clicks(1, 0.5), clicks(0, 1), clicks(1, 1.5)], Array(4).fill('browser')],
    [
      'a gateway, and the person it guards an hour later',
      [...[0, 1, 2].map((link) => clicks(link, link * 0.3)), { after: 3600 }, clicks(2, 3605)],
      ['many-links', 'many-links', 'many-links', 'browser', 'browser'],
    ],
    [
      'a person on the first link, and the gateway of a forwarded mail ten minutes later',
      [clicks(0, 0), ...[0, 1, 2].map((link) => clicks(link, 600 + link * 0.3))],
      ['browser', 'many-links', 'many-links', 'many-links'],
    ],
    [
      'three people who click at the same moment',
      [0, 1, 2].map((link) => clicks(link, link * 0.1, { recipientId: `47${link}` })),
      Array(3).fill('browser'),
    ],
    [
      'a gateway in mail without recipient ids',
      [0, 1, 2].map((link) => clicks(link, link * 0.1, { recipientId: undefined })),
      Array(3).fill('many-links'),
    ],
    [
      'clicks of which neither recipient nor address is known',
      [0, 1, 2].map((link) => clicks(link, link * 0.1, { recipientId: undefined, ip: undefined })),
      Array(3).fill('browser'),
    ],
    [
      'a gateway that is known by its network, or calls itself a program, in some of its requests',
      [clicks(0, 0, { network: 'proofpoint' }), clicks(1, 0.4), clicks(2, 0.8, { userAgent: 'curl/8.5.0' })],
      ['scanner-network', 'many-links', 'crawler'],
    ],
    [
      'a gateway that looks at a link at the moment of the click, and the person who clicked',
      [clicks(0, 0, { network: 'proofpoint' }), clicks(0, 0.8)],
      ['scanner-network', 'browser'],
    ],
    [
      'a person whose browser fetches what the mouse is over',
      [
        clicks(0, 0, { prefetch: true }),
        clicks(1, 0.3, { prefetch: true }),
        clicks(2, 0.6, { prefetch: true }),
        clicks(2, 0.9),
      ],
      ['prefetch', 'prefetch', 'prefetch', 'browser'],
    ],
    [
      'a gateway that looks at two links of a mail that nobody has opened',
      [someoneElseOpens, clicks(0, 0), clicks(1, 0.6)],
      ['browser', 'two-links', 'two-links'],
    ],
    [
      'a gateway that loads the images, and two links',
      [someoneElseOpens, { after: -1, network: 'barracuda' }, clicks(0, 0), clicks(1, 0.6)],
      ['browser', 'scanner-network', 'two-links', 'two-links'],
    ],
    [
      'a gateway, and the person who opens the mail and clicks an hour later',
      [someoneElseOpens, clicks(0, 0), clicks(1, 1), { after: 3600 }, clicks(0, 3605), clicks(1, 3606)],
      ['browser', 'two-links', 'two-links', 'browser', 'browser', 'browser'],
    ],
    [
      'a quick person who has opened the mail',
      [{ after: -5 }, clicks(0, 0), clicks(1, 0.6)],
      ['browser', 'browser', 'browser'],
    ],
    [
      'a person who shows no images',
      [someoneElseOpens, clicks(0, 0), clicks(1, 1.2), clicks(2, 4)],
      Array(4).fill('browser'),
    ],
    [
      'two quick clicks before the images are shown, where nobody else has opened the mail',
      [clicks(0, 0), clicks(1, 0.6), { after: 1 }],
      Array(3).fill('browser'),
    ],
    [
      'the same where somebody opens a mail that names nobody',
      [{ after: -60, recipientId: undefined }, clicks(0, 0), clicks(1, 0.6), { after: 1 }],
      ['browser', 'two-links', 'two-links', 'browser'],
    ],
    ['two quick clicks in a mail without a pixel', [clicks(0, 0), clicks(1, 0.6)], Array(2).fill('browser')],
    [
      'two quick clicks of nobody knows whom',
      [someoneElseOpens, clicks(0, 0, { recipientId: undefined }), clicks(1, 0.6, { recipientId: undefined })],
      Array(3).fill('browser'),
    ],
    [
      'images that Apple and Outlook load when the mail arrives',
      [
        { after: 0, userAgent: 'Mozilla/5.0' },
        { after: 0.1, userAgent: chrome },
        { after: 0.2, userAgent: chrome },
      ],
      ['apple-mail-privacy', 'browser', 'browser'],
    ],
  ])('are recognised: %s', async (_, visits, expected) => {
    expect((await takenFor(visits)).reasons).toEqual(expected);
  });

  it('are a person’s if all of them lead to the same page, as a picture and the words below it do', async () => {
    const visits = [clicks(0, 0), clicks(1, 0.4), clicks(2, 0.8), clicks(0, 1.2), someoneElseOpens];
    expect((await takenFor(visits, 1)).reasons).toEqual(Array(5).fill('browser'));
    expect((await takenFor(visits, 3)).reasons.slice(0, 4)).toEqual(Array(4).fill('many-links'));
  });

  it('are excluded from figures of people, and included in all others', async () => {
    const visits = [...[0, 1, 2].map((link) => clicks(link, link * 0.3)), clicks(2, 3605)];
    const { accountId, projectId, mailingId } = await takenFor(visits);
    expect(await mailingReport(fresh.database, accountId, { projectId })).toMatchObject([
      { clicks: 1, uniqueClicks: 1 },
    ]);
    expect(await mailingReport(fresh.database, accountId, { projectId }, 'all')).toMatchObject([
      { clicks: 4, uniqueClicks: 1 },
    ]);
    expect((await linkReport(fresh.database, accountId, { mailingId })).map((one) => one.clicks)).toEqual([
      0, 0, 1, 0, 0,
    ]);
    expect(await reasonReport(fresh.database, accountId, mailingId)).toEqual([
      { type: 'click', client: 'scanner', reason: 'many-links', events: 3, share: 0.75 },
      { type: 'click', client: 'human', reason: 'browser', events: 1, share: 0.25 },
    ]);
  });

  it('are judged the same when they arrive late and out of order', async () => {
    const { classified, accountId, projectId } = await takenFor([clicks(0, 0), clicks(2, 0.6)]);
    expect(await mailingReport(fresh.database, accountId, { projectId })).toMatchObject([{ clicks: 2 }]);
    const [first] = classified;
    const third = await fresh.database.link.findFirstOrThrow({
      where: { accountId, id: { notIn: classified.map(({ subject }) => BigInt(subject)) } },
    });
    const late = eventOf('click', Number(third.id), { at: first!.at + 300, recipientId: '4711', ip: '192.0.2.0' });
    await storeEvents(fresh.pool, [{ ...late, ...classify(late) }]);
    expect(await mailingReport(fresh.database, accountId, { projectId })).toMatchObject([{ clicks: 0 }]);
    await fresh.database.event.deleteMany({ where: { id: late.id } });
    expect(await mailingReport(fresh.database, accountId, { projectId })).toMatchObject([{ clicks: 2 }]);
  });

  it('are judged in one statement, even tens of thousands with up-to-date statistics', {
    timeout: 10_000,
  }, async () => {
    const { accountId, mailingId, projectId } = await takenFor([clicks(0, 0)]);
    await fresh.database.$executeRaw`
      INSERT INTO event (id, account_id, mailing_id, link_id, type, at, recipient_id, ip, user_agent, client, reason)
      SELECT gen_random_uuid(), account_id, mailing_id, (SELECT min(id) FROM link WHERE mailing_id = ${BigInt(mailingId)}) + n % 5, 'click',
        '2026-11-23T12:00:00Z'::timestamptz + n * interval '50 ms', 'customer-' || n % 20000, '192.0.2.0', ${firefox}, 'human', 'browser'
      FROM event, generate_series(1, 40000) AS n WHERE mailing_id = ${BigInt(mailingId)}`;
    await fresh.database.$executeRaw`ANALYZE`;
    expect(await mailingReport(fresh.database, accountId, { projectId })).toMatchObject([{ clicks: 40_001 }]);
  });

  it('are judged again when the rules have changed', async () => {
    const { accountId, projectId, mailingId } = await takenFor([0, 1, 2].map((link) => clicks(link, link * 0.3)));
    await fresh.database.$executeRaw`UPDATE event SET later_reason = NULL WHERE mailing_id = ${BigInt(mailingId)}`;
    await fresh.database.countedMailing.update({ where: { mailingId }, data: { rules: 0 } });
    expect(await mailingReport(fresh.database, accountId, { projectId })).toMatchObject([{ clicks: 0 }]);
  });
});
