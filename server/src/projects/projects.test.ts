import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, errorOf, startTestServer, storedId, type TestServer } from '../../test/test-server.ts';
import { maxChoices } from './choices/link-choices.ts';

const noDomain = 'dom_0199b0de00007000800000000000ffff';
const noProject = 'prj_0199b0de00007000800000000000ffff';
let server: TestServer;
let api: Api;
let stranger: Api;

beforeAll(async () => {
  server = await startTestServer();
  api = (await server.account()).owner;
  stranger = (await server.account('Another Brand')).owner;
});
afterAll(() => server.stop());

let count = 0;
const newDomain = (caller: Api) => caller.domains.add.mutate({ host: `click${++count}.localhost` });

describe('a project', () => {
  it('starts with opens and clicks tracked, without a domain, and with truncated addresses', async () => {
    expect(await api.projects.create.mutate({ name: ' Newsletter ' })).toEqual({
      id: expect.any(String),
      name: 'Newsletter',
      trackOpens: true,
      trackClicks: true,
      clickDomainId: null,
      openDomainId: null,
      ipMode: 'truncated',
      retentionDays: 396,
      referrerPolicy: 'no_referrer',
      utm: null,
      deepLinks: 'leave',
      publicAppLinks: 'leave',
    });
  });

  it('may have a UTM template, whose hosts are kept as browsers write them, and which nothing turns off', async () => {
    const { id } = await api.projects.create.mutate({ name: 'Tagged' });
    const campaign = { name: 'utm_campaign', value: '{project}: {mailing}' };
    const changed = await api.projects.update.mutate({
      id,
      utm: {
        parameters: [{ name: 'utm_source', value: ' newsletter ' }, campaign],
        excludedHosts: ['Partner.example', 'müller.example.'],
      },
    });
    const utm = {
      parameters: [{ name: 'utm_source', value: 'newsletter' }, campaign],
      excludedHosts: ['partner.example', 'xn--mller-kva.example'],
    };
    expect(changed.utm).toEqual(utm);
    expect((await api.projects.update.mutate({ id, name: 'Tagged too' })).utm).toEqual(utm);
    expect((await api.projects.settings.query({ projectId: id })).utm).toEqual(utm);
    expect((await api.projects.update.mutate({ id, utm: { parameters: [] } })).utm).toBeNull();
    await api.projects.update.mutate({ id, utm });
    expect((await api.projects.update.mutate({ id, utm: null })).utm).toBeNull();
  });

  it.each([
    ['an unknown variable', { parameters: [{ name: 'utm_source', value: '{recipient}' }] }],
    ['a brace alone', { parameters: [{ name: 'utm_source', value: '{mailing' }] }],
    ['a name that would have to be encoded', { parameters: [{ name: 'utm source', value: 'x' }] }],
    ['an empty value', { parameters: [{ name: 'utm_source', value: ' ' }] }],
    [
      'a name twice',
      {
        parameters: [
          { name: 'utm_source', value: 'x' },
          { name: 'UTM_source', value: 'y' },
        ],
      },
    ],
    ['more than 20', { parameters: Array.from({ length: 21 }, (_, n) => ({ name: `p${n}`, value: 'x' })) }],
    ['what is no host', { parameters: [], excludedHosts: ['https://brand.com/x'] }],
  ])('has no UTM template with %s', async (_, utm) => {
    const { id } = await api.projects.create.mutate({ name: 'Tagged' });
    expect(await errorOf(api.projects.update.mutate({ id, utm }))).toMatchObject({ code: 'invalid_input' });
  });

  it('defines what is stored of its recipients, and for how long', async () => {
    const { id } = await api.projects.create.mutate({ name: 'Private' });
    const privacy = { ipMode: 'none', retentionDays: 30, referrerPolicy: 'strict_origin_when_cross_origin' } as const;
    expect(await api.projects.update.mutate({ id, ...privacy })).toMatchObject({ id, ...privacy });
    for (const retentionDays of [0, 397, 1.5]) {
      const error = await errorOf(api.projects.update.mutate({ id, retentionDays }));
      expect(error).toMatchObject({ code: 'invalid_input' });
    }
  });

  it('keeps what an update omits', async () => {
    const project = await api.projects.create.mutate({ name: 'Herbst' });
    const { id } = project;
    expect(await api.projects.update.mutate({ id, trackOpens: false })).toEqual({ ...project, trackOpens: false });
    expect(await api.projects.update.mutate({ id })).toEqual({ ...project, trackOpens: false });
    expect(await api.projects.update.mutate({ id, name: 'Winter', trackClicks: false })).toEqual({
      ...project,
      name: 'Winter',
      trackOpens: false,
      trackClicks: false,
    });
  });

  it('uses one domain or two, shows them, and detaches them', async () => {
    const { id } = await api.projects.create.mutate({ name: 'Two domains' });
    const [clicks, opens] = [await newDomain(api), await newDomain(api)];
    const attached = await api.projects.update.mutate({ id, clickDomainId: clicks.id, openDomainId: opens.id });
    expect(attached).toMatchObject({ clickDomainId: clicks.id, openDomainId: opens.id });
    for (const domain of [clicks, opens])
      expect((await api.domains.get.query({ id: domain.id })).projects).toEqual([{ id, name: 'Two domains' }]);

    await api.projects.update.mutate({ id, openDomainId: clicks.id });
    expect((await api.domains.get.query({ id: clicks.id })).projects).toEqual([{ id, name: 'Two domains' }]);
    expect((await api.domains.get.query({ id: opens.id })).projects).toEqual([]);

    expect(await api.projects.update.mutate({ id, clickDomainId: null, openDomainId: null })).toMatchObject({
      clickDomainId: null,
      openDomainId: null,
    });
    expect((await api.domains.get.query({ id: clicks.id })).projects).toEqual([]);
  });

  it("never uses another account's domain, which looks like a missing one", async () => {
    const { id } = await api.projects.create.mutate({ name: 'Greedy' });
    const theirs = await newDomain(stranger);
    for (const part of ['clickDomainId', 'openDomainId'] as const) {
      const error = await errorOf(api.projects.update.mutate({ id, [part]: theirs.id }));
      expect(error).toEqual(await errorOf(api.projects.update.mutate({ id, [part]: noDomain })));
      expect(error.code).toBe('no_such_domain');
    }
    expect((await api.projects.list.query()).data.find((one) => one.id === id)).toMatchObject({
      clickDomainId: null,
      openDomainId: null,
    });
  });

  it('of another account can be neither seen nor changed, and looks like a missing one', async () => {
    const { id, name } = await api.projects.create.mutate({ name: 'Mine' });
    expect((await stranger.projects.list.query()).data).toEqual([]);
    const calls = (projectId: string) => [
      stranger.projects.update.mutate({ id: projectId, name: 'Yours' }),
      stranger.projects.settings.query({ projectId }),
      stranger.mailings.list.query({ projectId }),
      stranger.events.list.query({ projectId }),
      stranger.mailings.create.mutate({ projectId, name: 'a', urls: [] }),
      stranger.mailings.wrap.mutate({ projectId, name: 'a', html: '<p>' }),
    ];
    const failures = await Promise.all(calls(id).map(errorOf));
    expect(failures).toEqual(await Promise.all(calls(noProject).map(errorOf)));
    expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(['no_such_project']));
    expect((await api.projects.list.query()).data).toContainEqual(expect.objectContaining({ id, name }));
  });

  it('is listed in the order of names', async () => {
    const { owner } = await server.account('Sorted');
    for (const name of ['Zebra', 'Apfel', 'Mond']) await owner.projects.create.mutate({ name });
    expect((await owner.projects.list.query()).data.map(({ name }) => name)).toEqual(['Apfel', 'Mond', 'Zebra']);
  });
});

describe('the choices of a project', () => {
  let projectId: string;
  beforeAll(async () => {
    projectId = (await api.projects.create.mutate({ name: 'With choices' })).id;
  });
  const choose = (url: string, choice: 'leave' | 'parameters' | 'keep' | 'track') =>
    api.projects.chooseLink.mutate({ projectId, url, choice });

  it('are listed, the newest first, and found by a part of the address', async () => {
    for (const [url, choice] of [
      ['https://brand.com/a', 'leave'],
      ['https://brand.com/b', 'track'],
      ['https://brand.com/A?utm_id=1', 'keep'],
    ] as const)
      await choose(url, choice);
    await choose('https://brand.com/a', 'parameters');
    const list = async (search?: string) =>
      (await api.projects.linkChoices.query({ projectId, search })).data.map(
        ({ address, choice }) => `${address} ${choice}`,
      );
    expect(await list()).toEqual([
      'https://brand.com/a parameters',
      'https://brand.com/A keep',
      'https://brand.com/b track',
    ]);
    expect(await list('com/B')).toEqual(['https://brand.com/b track']);
    const forget = (url: string) => api.projects.forgetLinkChoice.mutate({ projectId, url });
    expect([await forget('https://brand.com/b'), await forget('https://brand.com/b')]).toEqual([
      { forgotten: true },
      { forgotten: false },
    ]);
  });

  it('are found whatever the parameters say that the project adds, and forgotten by the address that is listed', async () => {
    const { id } = await api.projects.create.mutate({ name: 'Matomo' });
    const page = 'https://brand.com/page';
    const chooseHere = (url: string) => api.projects.chooseLink.mutate({ projectId: id, url, choice: 'track' });
    await chooseHere(`${page}?mtm_campaign=before`);
    const parameters = [{ name: 'mtm_campaign', value: '{mailing}' }];
    await api.projects.update.mutate({ id, utm: { parameters } });
    await chooseHere(`${page}?color=red&mtm_campaign=November`);
    const urls = [`${page}?color=red&MTM_campaign=December`, `${page}?color=red`, `${page}?color=blue`];
    const { links } = await api.deepLinks.known.query({ projectId: id, urls });
    expect(links.map(({ choice }) => choice)).toEqual(['track', 'track', null]);
    const listed = (await api.projects.linkChoices.query({ projectId: id })).data.map(({ address }) => address);
    expect(listed).toEqual([`${page}?color=red`, `${page}?mtm_campaign=before`]);
    for (const url of listed)
      expect(await api.projects.forgetLinkChoice.mutate({ projectId: id, url })).toEqual({ forgotten: true });
  });

  it('are for web addresses of this account, and a project has so many at most', async () => {
    expect((await errorOf(choose('mailto:x@brand.com', 'leave'))).code).toBe('no_web_address');
    expect((await errorOf(choose('https://brand.com/{{a\0}}', 'leave'))).code).toBe('no_web_address');
    const foreign = stranger.projects.chooseLink.mutate({
      projectId,
      url: 'https://brand.com/',
      choice: 'leave',
    });
    expect((await errorOf(foreign)).code).toBe('no_such_project');
    const project = storedId(projectId);
    await server.database.$executeRaw`
      INSERT INTO link_choice (project_id, account_id, digest, address, choice, chosen_at)
      SELECT id, account_id, n::text, 'https://brand.com/' || n, 'leave', now()
      FROM project CROSS JOIN generate_series(1, ${maxChoices}::int) AS n WHERE id = ${project}::uuid`;
    expect((await errorOf(choose('https://brand.com/new', 'leave'))).code).toBe('too_many_choices');
  });

  it('go with their project', async () => {
    const { id } = await api.projects.create.mutate({ name: 'Gone' });
    await api.projects.chooseLink.mutate({ projectId: id, url: 'https://brand.com/', choice: 'leave' });
    await api.projects.delete.mutate({ id, links: 'keep' });
    expect(await server.database.linkChoice.count({ where: { projectId: storedId(id) } })).toBe(0);
  });
});
