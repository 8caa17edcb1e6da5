import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, addVerifiedDomain, errorOf, startTestServer, type TestServer } from '../../test/test-server.ts';
import { operator, recordEntry } from './record.ts';
import { pruneAuditLog } from './settings.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ WAYMARK_METRICS_SECRET: 'a-secret-of-the-metrics-of-this-test' });
});
afterAll(() => server.stop());

const newest = async (api: Api) => (await api.audit.list.query({ limit: 1 })).data[0];
const all = async (api: Api) => (await api.audit.list.query({ limit: 500 })).data;

describe('the audit log', () => {
  it('says who changed what, from where, and what it was before and after', async () => {
    const { owner } = await server.account();
    const { id } = await owner.projects.create.mutate({ name: 'Newsletter' });
    await owner.projects.update.mutate({ id, name: 'Weekly', trackOpens: false });
    expect(await newest(owner)).toEqual({
      id: expect.stringMatching(/^aud_/),
      at: expect.any(String),
      actor: { kind: 'member', id: expect.stringMatching(/^mem_/), name: expect.any(String) },
      address: expect.stringMatching(/^(127\.0\.0\.0|::)$/),
      action: 'projects.update',
      title: 'Project changed',
      subject: id,
      before: { name: 'Newsletter', trackOpens: true },
      after: { name: 'Weekly', trackOpens: false },
    });
    const [, created] = await all(owner);
    expect(created).toMatchObject({
      action: 'projects.create',
      subject: id,
      before: null,
      after: { name: 'Newsletter' },
    });
  });

  it('has no entry of what was refused, of what changed nothing, and of deletions that were only asked about', async () => {
    const { owner } = await server.account();
    const { id } = await owner.projects.create.mutate({ name: 'Newsletter' });
    await owner.projects.update.mutate({ id, name: 'Newsletter' });
    await owner.projects.delete.mutate({ id });
    await errorOf(owner.domains.add.mutate({ host: 'not a host' }));
    expect((await all(owner)).map(({ action }) => action)).toEqual(['projects.create']);
    await owner.projects.delete.mutate({ id, links: 'keep' });
    expect(await newest(owner)).toMatchObject({
      action: 'projects.delete',
      before: { name: 'Newsletter' },
      after: { links: 'keep' },
    });
  });

  it('names a program by its key, and never holds a key, a secret or a recipient', async () => {
    const account = await server.account();
    const { owner } = account;
    const { key } = await owner.keys.create.mutate({
      kind: 'secret',
      name: 'Mail sender',
      scopes: ['recipients:write', 'recipients:erase'],
    });
    await server.api(key).recipients.optOut.mutate({ recipientIds: ['customer-4711', 'customer-4712'] });
    await server.api(key).recipients.erase.mutate({ recipientIds: ['customer-4711'] });
    const webhookUrl = 'https://hooks.brand.example/token-of-the-receiver';
    const { webhookSecret } = await owner.alerts.updateSettings.mutate({ webhookUrl, language: 'de' });
    const [settings, erased, optedOut, created] = await all(owner);
    expect(created).toMatchObject({ action: 'keys.create', after: { kind: 'secret', name: 'Mail sender' } });
    expect(optedOut).toMatchObject({ actor: { kind: 'key', name: 'Mail sender' }, after: { recipients: 2 } });
    expect(erased).toMatchObject({ action: 'recipients.erase', subject: null, after: { recipients: 1 } });
    expect(settings).toMatchObject({
      after: { language: 'de', webhook: expect.stringMatching(/^https:..hooks.brand.example .[0-9a-f]{8}.$/) },
    });
    const rows = JSON.stringify(await server.database.auditEntry.findMany());
    for (const secret of [key, key.slice(0, 10), 'customer-', 'token-of', webhookSecret ?? ''])
      expect(rows).not.toContain(secret);
  });

  it('has the mailings that are registered, those with long mail too', async () => {
    const account = await server.account();
    const { id, host } = await addVerifiedDomain(server, account.owner, 'audit.brand.com');
    const project = await account.owner.projects.create.mutate({ name: 'Newsletter' });
    await account.owner.projects.update.mutate({ id: project.id, clickDomainId: id, openDomainId: id });
    const api = server.api(await account.key('secret'));
    const html = (length: number) => `<p>${'x'.repeat(length)}</p><a href="https://brand.com/">Brand</a>`;
    const short = await api.mailings.wrap.mutate({ projectId: project.id, name: 'Short', html: html(10) });
    const long = await api.mailings.wrap.mutate({ projectId: project.id, name: 'Long', html: html(300_000) });
    const [second, first] = await all(account.owner);
    expect(first).toMatchObject({ action: 'mailings.wrap', subject: short.mailingId, after: { name: 'Short' } });
    expect(second).toMatchObject({
      action: 'mailings.wrap',
      subject: long.mailingId,
      after: { name: 'Long', projectId: project.id },
      address: first?.address,
    });
    expect(host).toBe('audit.brand.com');
  });

  it('is stored in the transaction of a change, or the change is not made', async () => {
    const { owner } = await server.account();
    const { id } = await owner.projects.create.mutate({ name: 'Newsletter' });
    await server.database
      .$executeRaw`ALTER TABLE audit_entry ADD CONSTRAINT none CHECK (action <> 'projects.delete') NOT VALID`;
    expect(await errorOf(owner.projects.delete.mutate({ id, links: 'keep' }))).toMatchObject({ code: 'internal' });
    await server.database.$executeRaw`ALTER TABLE audit_entry DROP CONSTRAINT none`;
    expect((await owner.projects.list.query({})).data).toMatchObject([{ id }]);
  });

  it('counts what is lost where a change has no transaction', async () => {
    const { owner } = await server.account();
    await server.database
      .$executeRaw`ALTER TABLE audit_entry ADD CONSTRAINT none CHECK (action <> 'projects.create') NOT VALID`;
    await owner.projects.create.mutate({ name: 'Newsletter' });
    await server.database.$executeRaw`ALTER TABLE audit_entry DROP CONSTRAINT none`;
    const headers = { authorization: 'Bearer a-secret-of-the-metrics-of-this-test' };
    expect((await server.ask('/metrics', { headers })).text).toContain('waymark_audit_entries_lost_total 1');
  });

  it('takes entries of the operator', async () => {
    const { id: accountId, owner } = await server.account();
    const change = { subject: null, before: { links: null }, after: { links: 1000 } };
    await recordEntry(server.database, { accountId, at: new Date(), actor: operator, action: 'limits.set', ...change });
    expect(await newest(owner)).toMatchObject({
      actor: { kind: 'operator', id: null },
      title: 'limits.set',
      address: null,
    });
  });
});

describe('the list', () => {
  it('is filtered by actor, action, subject and time', async () => {
    const account = await server.account();
    const { owner } = account;
    const { id } = await owner.projects.create.mutate({ name: 'One' });
    await owner.projects.update.mutate({ id, name: 'Two' });
    await server.api(await account.member('editor')).projects.create.mutate({ name: 'Three' });
    const [third, second, first] = await all(owner);
    const found = async (filter: Parameters<Api['audit']['list']['query']>[0]) =>
      (await owner.audit.list.query(filter)).data.map((entry) => entry.id);
    expect(await found({ actor: third!.actor.id! })).toEqual([third!.id]);
    expect(await found({ actor: 'operator' })).toEqual([]);
    expect(await found({ action: 'projects.create' })).toEqual([third!.id, first!.id]);
    expect(await found({ subject: id })).toEqual([second!.id, first!.id]);
    expect(await found({ from: third!.at })).toContain(third!.id);
    expect(await found({ to: first!.at })).toEqual([]);
    expect(await errorOf(owner.audit.list.query({ actor: 'somebody' }))).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('"actor": has to be the id of a member or key'),
    });
  });

  it('is read by owners of the account, in their language', async () => {
    const account = await server.account();
    await account.owner.projects.create.mutate({ name: 'One' });
    const german = server.api(await account.member('owner'), { 'accept-language': 'de' });
    expect(await all(german)).toMatchObject([{ title: 'Projekt erstellt' }]);
    expect(await all((await server.account()).owner)).toEqual([]);
    for (const key of [await account.member('editor'), await account.key('secret')])
      expect(await errorOf(server.api(key).audit.list.query({}))).toMatchObject({ code: 'not_allowed' });
  });

  it('is downloaded as a table in which nothing is a formula', async () => {
    const account = await server.account();
    await account.owner.projects.create.mutate({ name: '=1+1' });
    await server.database.auditEntry.updateMany({ where: { accountId: account.id }, data: { actorName: '=cmd()' } });
    const get = async (path: string, key: string) => server.ask(path, { headers: { authorization: `Bearer ${key}` } });
    const key = await account.member('owner');
    const { status, text } = await get('/api/audit.csv?action=projects.create', key);
    expect(status).toBe(200);
    const [row, ...others]: Record<string, string>[] = parse(text, { bom: true, columns: true });
    expect(others).toEqual([]);
    expect(row).toMatchObject({ actor: 'member', name: "'=cmd()", action: 'projects.create', before: '' });
    expect(JSON.parse(row!['after']!)).toMatchObject({ name: '=1+1' });
    expect(JSON.parse((await get('/api/audit.csv?actor=x', key)).text).error.code).toBe('invalid_input');
    expect((await get('/api/audit.csv', await account.member('editor'))).status).toBe(403);
  });
});

describe('the settings of the audit log', () => {
  it('say how much of an address is kept from then on, and are in the log themselves', async () => {
    const { owner } = await server.account();
    expect(await owner.audit.settings.query()).toEqual({ retentionDays: 365, ipMode: 'truncated' });
    await owner.audit.updateSettings.mutate({ ipMode: 'none' });
    expect(await newest(owner)).toMatchObject({
      action: 'audit.updateSettings',
      after: { retentionDays: 365, ipMode: 'none' },
      address: null,
    });
    await owner.audit.updateSettings.mutate({ ipMode: 'full', retentionDays: 30 });
    expect(await newest(owner)).toMatchObject({
      before: { ipMode: 'none', retentionDays: 365 },
      address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
    });
  });

  it('say when entries are deleted', async () => {
    const [short, usual] = [await server.account(), await server.account()];
    await short.owner.audit.updateSettings.mutate({ retentionDays: 30 });
    const days = (count: number) => new Date(Date.now() - count * 86_400_000);
    const entry = { actorKind: 'operator', actorName: 'operator', action: 'test' };
    for (const accountId of [short.id, usual.id])
      for (const at of [days(29), days(31), days(364), days(366)])
        await server.database.auditEntry.create({ data: { accountId, at, ...entry } });
    await pruneAuditLog(server.database, new Date());
    const kept = async (api: Api) => (await api.audit.list.query({ actor: 'operator' })).data.length;
    expect([await kept(short.owner), await kept(usual.owner)]).toEqual([1, 3]);
  });
});
