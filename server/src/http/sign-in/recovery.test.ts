import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookiesOf, form, newPerson, password, signedIn } from '../../../test/signed-in.ts';
import { errorOf, startTestServer, storedId, type TestServer } from '../../../test/test-server.ts';
import { freshSetupToken } from '../../accounts/setup.ts';
import { type SmtpPeer, startSmtpPeer } from '../../alerts/smtp-server.testing.ts';
import { recoveryLinkFor } from '../../sign-in/recovery.ts';

let server: TestServer;
let smtp: SmtpPeer;

beforeAll(async () => {
  smtp = await startSmtpPeer();
  server = await startTestServer({ WAYMARK_SMTP_URL: smtp.url });
});
afterAll(async () => {
  await server.stop();
  await smtp.stop();
});

const as = (cookie: string) => server.api(undefined, { cookie, 'sec-fetch-site': 'same-origin' });
const pathOf = (link: string) => link.replace(server.address, '');
const recover = (id: string) =>
  recoveryLinkFor({ database: server.database, address: server.address, now: () => new Date() }, id);
const newPassword = 'other words than before';

async function mailTo(address: string): Promise<string> {
  const find = () => smtp.mails.find(({ to }) => to.includes(address));
  await expect.poll(find).toBeDefined();
  return find()!.source.replaceAll('=\r\n', '').replaceAll('=3D', '=');
}

describe('an account', () => {
  it('is set up, gets a second member by invitation, and an owner who is lost is recovered by the operator', async () => {
    const setup = { account: 'Brand', member: 'Ada', email: 'ada@example.com', password };
    const owner = as(cookiesOf(await server.ask(`/setup/${await freshSetupToken(server.database)}`, form(setup))));
    const invited = await owner.members.invite.mutate({ role: 'editor', email: 'Grace@example.com' });
    expect(invited).toMatchObject({ mailed: true, link: expect.stringMatching(/\/invitation\/[\w-]{32}$/) });
    expect(await mailTo('grace@example.com')).toContain(invited.link);
    expect((await owner.members.invitations.query()).data).toMatchObject([
      { role: 'editor', email: 'grace@example.com' },
    ]);

    const path = pathOf(invited.link);
    const page = await server.ask(path);
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('Join Brand') });
    expect(page.text).toContain('value="grace@example.com"');
    const joined = await server.ask(path, form({ name: 'Grace', email: 'grace@example.com', password }));
    expect(joined).toMatchObject({ status: 303, headers: { location: '/' } });
    const second = as(cookiesOf(joined));
    expect(await second.session.me.query()).toMatchObject({ member: { role: 'editor' }, account: { name: 'Brand' } });
    expect((await server.ask(path)).status).toBe(404);
    expect((await errorOf(second.members.invite.mutate({ role: 'owner' }))).code).toBe('not_allowed');

    const { member } = await owner.session.me.query();
    expect((await errorOf(owner.members.remove.mutate({ id: member.id }))).code).toBe('last_owner');
    const link = await recover(storedId(member.id));
    expect(await server.ask(pathOf(link))).toMatchObject({
      status: 200,
      text: expect.stringContaining('new password'),
    });
    expect(await server.ask(pathOf(link), form({ password: newPassword }))).toMatchObject({ status: 303 });
    expect((await server.ask(pathOf(link))).status).toBe(404);
    expect((await errorOf(owner.session.me.query())).code).toBe('not_signed_in');
    expect((await server.ask('/sign-in', form({ email: 'ada@example.com', password }))).status).toBe(401);
    const again = await server.ask('/sign-in', form({ email: 'ada@example.com', password: newPassword }));
    expect(await as(cookiesOf(again)).session.me.query()).toMatchObject({ member: { role: 'owner' } });
  });

  it('whose owner only had a key, and lost it, is recovered by a link with which they choose how to sign in', async () => {
    const { id: accountId } = await server.account('Keys');
    const owner = await server.database.member.findFirstOrThrow({ where: { accountId } });
    const path = pathOf(await recover(owner.id));
    expect((await server.ask(path)).text).toContain(`value="${owner.name}"`);
    const joined = await server.ask(path, form({ name: 'Ada', email: 'lost@example.com', password }));
    const { data } = await as(cookiesOf(joined)).members.list.query();
    expect(data).toMatchObject([{ role: 'owner', email: 'lost@example.com', isYou: true }]);
  });
});

describe('an invitation', () => {
  const invitation = async (accountId: string) => {
    const owner = as(await signedIn(server, { accountId }));
    return { owner, ...(await owner.members.invite.mutate({ role: 'viewer' })) };
  };

  it('makes somebody who is signed in a member of a second account, to which they switch', async () => {
    const [first, second] = [
      await server.make.account({ name: 'First' }),
      await server.make.account({ name: 'Second' }),
    ];
    const cookie = await signedIn(server, { accountId: first.id });
    const { link } = await invitation(second.id);
    expect((await server.ask(pathOf(link), { headers: { cookie } })).text).toContain('You are signed in as');
    expect(await server.ask(pathOf(link), form({}, { cookie }))).toMatchObject({ status: 303 });
    const me = await as(cookie).session.me.query();
    expect(me.accounts.map(({ name }) => name)).toEqual(['First', 'Second']);
    expect(me.account.name).toBe('First');
    await as(cookie).session.switchAccount.mutate({ id: me.accounts[1]!.id });
    expect(await as(cookie).session.me.query()).toMatchObject({
      account: { name: 'Second' },
      member: { role: 'viewer' },
    });
    const third = await server.make.account();
    const foreign = as(cookie).session.switchAccount.mutate({ id: `acc_${third.id.replaceAll('-', '')}` });
    expect((await errorOf(foreign)).code).toBe('not_your_account');
  });

  it('goes on working after a try that led to nothing', async () => {
    const account = await server.make.account();
    const { link } = await invitation(account.id);
    const { email } = await newPerson(server, { accountId: account.id });
    const taken = await server.ask(pathOf(link), form({ name: 'Eve', email, password }));
    expect(taken).toMatchObject({ status: 400, text: expect.stringContaining('already') });
    const incomplete = await server.ask(pathOf(link), form({ name: 'Eve', email: 'eve@example.com' }));
    expect(incomplete).toMatchObject({ status: 400, text: expect.stringContaining('value="eve@example.com"') });
    const cookie = cookiesOf(await server.ask('/sign-in', form({ email, password })));
    const member = await server.ask(pathOf(link), form({}, { cookie }));
    expect(member).toMatchObject({ status: 400, text: expect.stringContaining('a member of this account already') });
    expect((await server.ask(pathOf(link))).status).toBe(200);
  });

  it('makes one member when it is accepted several times at the same moment', async () => {
    const account = await server.make.account();
    const { link } = await invitation(account.id);
    const send = (_: unknown, index: number) =>
      server.ask(pathOf(link), form({ name: 'Eve', email: `eve-${index}@example.com`, password }));
    const answers = await Promise.all(Array.from({ length: 3 }, send));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404, 404]);
    expect(await server.database.member.count({ where: { accountId: account.id } })).toBe(2);
  });

  it('is withdrawn, and concerns its own account', async () => {
    const { owner, id, link } = await invitation((await server.make.account()).id);
    const stranger = as(await signedIn(server));
    expect((await errorOf(stranger.members.withdrawInvitation.mutate({ id }))).code).toBe('no_such_invitation');
    await owner.members.withdrawInvitation.mutate({ id });
    expect((await server.ask(pathOf(link))).status).toBe(404);
  });

  it('says when no mail server accepted it, and its link works all the same', async () => {
    const owner = as(await signedIn(server));
    smtp.refuse(true);
    const invited = await owner.members.invite.mutate({ role: 'viewer', email: 'nowhere@example.com' });
    smtp.refuse(false);
    expect(invited.mailed).toBe(false);
    expect((await server.ask(pathOf(invited.link))).status).toBe(200);
  });
});

describe('members', () => {
  it('get another role and are removed by an owner of their account alone, and their sessions end there', async () => {
    const { id: accountId } = await server.make.account();
    const owner = as(await signedIn(server, { accountId }));
    const other = as(await signedIn(server, { accountId, role: 'viewer' }));
    const { member } = await other.session.me.query();
    const stranger = as(await signedIn(server));
    expect((await errorOf(stranger.members.changeRole.mutate({ id: member.id, role: 'owner' }))).code).toBe(
      'no_such_member',
    );
    expect((await errorOf(stranger.members.remove.mutate({ id: member.id }))).code).toBe('no_such_member');
    await owner.members.changeRole.mutate({ id: member.id, role: 'editor' });
    expect((await other.session.me.query()).member.role).toBe('editor');
    await owner.members.remove.mutate({ id: member.id });
    expect((await errorOf(other.session.me.query())).code).toBe('not_signed_in');
  });
});

describe('a forgotten password', () => {
  it('is replaced by a link that is mailed, in the same words whether anybody has the address or not', async () => {
    const { email } = await newPerson(server, { accountId: (await server.make.account()).id });
    const page = await server.ask('/forgotten', form({ email }));
    const nobody = await server.ask('/forgotten', form({ email: 'nobody@example.com' }));
    expect(page).toMatchObject({ status: 200, text: nobody.text });
    const [path = ''] = /\/reset\/[\w-]+/.exec(await mailTo(email)) ?? [];
    expect(await server.ask(path, form({ password: 'short' }))).toMatchObject({ status: 400 });
    expect(await server.ask(path, form({ password: newPassword }))).toMatchObject({ status: 303 });
    expect((await server.ask('/sign-in', form({ email, password: newPassword }))).status).toBe(303);
  });

  it('is mailed three times an hour at most', async () => {
    const { email } = await newPerson(server, { accountId: (await server.make.account()).id });
    for (let tries = 0; tries < 6; tries++) await server.ask('/forgotten', form({ email }));
    const count = () => smtp.mails.filter(({ to }) => to.includes(email)).length;
    await expect.poll(count).toBe(3);
  });
});

describe('sessions', () => {
  it('are listed, ended one by one, and all others at once', async () => {
    const { email } = await newPerson(server, { accountId: (await server.make.account()).id });
    const sign = async () => cookiesOf(await server.ask('/sign-in', form({ email, password })));
    const [one, two, three] = [await sign(), await sign(), await sign()];
    const { data } = await as(one).session.list.query();
    expect(data.map(({ isThis }) => isThis)).toEqual([false, false, true]);
    expect(data[0]).toMatchObject({ address: '127.0.0.1', userAgent: expect.stringContaining('Firefox') });
    await as(one).session.end.mutate({ id: data[0]!.id });
    expect((await errorOf(as(three).session.me.query())).code).toBe('not_signed_in');
    const stranger = as(await signedIn(server));
    expect((await errorOf(stranger.session.end.mutate({ id: data[1]!.id }))).code).toBe('no_such_session');
    expect(await as(one).session.endOthers.mutate()).toEqual({ ended: 1 });
    expect((await errorOf(as(two).session.me.query())).code).toBe('not_signed_in');
    expect((await as(one).session.list.query()).data).toHaveLength(1);
  });

  it('are of no concern to a key', async () => {
    const { owner } = await server.account();
    expect((await owner.session.list.query()).data).toEqual([]);
    expect(await owner.session.endOthers.mutate()).toEqual({ ended: 0 });
    const { account } = await owner.session.me.query();
    expect((await errorOf(owner.session.switchAccount.mutate({ id: account.id }))).code).toBe('session_needed');
  });

  it('are new ones at each sign-in: one that was planted in a browser is never anybody’s', async () => {
    const planted = await signedIn(server);
    const { email } = await newPerson(server, { accountId: (await server.make.account({ name: 'Own' })).id });
    const answer = await server.ask('/sign-in', form({ email, password }, { cookie: planted }));
    expect(cookiesOf(answer)).not.toBe(planted);
    expect((await as(planted).session.me.query()).account.name).not.toBe('Own');
    const invented = await server.ask('/sign-in', form({ email, password }, { cookie: 'waymark.session_token=a.b' }));
    expect(cookiesOf(invented)).not.toContain('=a.b');
    expect((await as(cookiesOf(invented)).session.me.query()).account.name).toBe('Own');
  });
});

describe('somebody who tries passwords', () => {
  it('is stopped after ten, while the right one does not help them, and others sign in', async () => {
    const { email } = await newPerson(server, { accountId: (await server.make.account()).id });
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries++)
      statuses.push((await server.ask('/sign-in', form({ email, password: `wrong ${tries}` }))).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
    const right = await server.ask('/sign-in', form({ email, password }));
    expect(right.status).toBe(429);
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(800);
    expect(right.text).toContain('Try again in 15 minutes');
    expect(await signedIn(server)).toContain('session_token');
  });

  it('is stopped by all servers together, and leaves no address behind in clear', async () => {
    const { email } = await newPerson(server, { accountId: (await server.make.account()).id });
    const second = await server.another();
    try {
      const both = [server, second];
      const tries = Array.from({ length: 14 }, (_, index) =>
        both[index % 2]!.ask('/sign-in', form({ email, password: 'not this one' })),
      );
      const refused = (await Promise.all(tries)).filter(({ status }) => status === 429);
      expect(refused).toHaveLength(4);
    } finally {
      await second.stop();
    }
    const stored = JSON.stringify(await server.database.signInAttempt.findMany());
    expect(stored).not.toContain(email);
    expect(stored).not.toContain('127.0.0.1');
  });
});
