import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../rpc/api-error.ts';
import { ids } from '../../rpc/ids.ts';
import type { AnsweringCalls } from './asking.ts';
import type { LongCall } from './long-call.ts';
import { MailThreads, type MailThreadsOptions } from './mail-threads.ts';

const context = { origin: 'https://click.brand.com', trackClicks: true, trackOpens: true };
const mailOf = (links: number, host = 'brand.com') =>
  Array.from({ length: links }, (_, index) => `<a href="https://${host}/${index}">a</a>`).join('\n');

let threads: MailThreads | undefined;
afterEach(() => threads?.close());

const start = (options: MailThreadsOptions = {}) => {
  const started = new MailThreads(options);
  threads = started;
  return (accountId: string, html: string) => started.run(accountId, { kind: 'prepare', parts: { html }, context });
};

describe('work on mail in other threads', () => {
  it('has the results it has here', async () => {
    const prepare = start();
    expect(await prepare('a', '<a href="https://brand.com/">a</a>')).toMatchObject({ urls: ['https://brand.com/'] });
  });

  it('takes turns between accounts: one mail does not wait for the many of another account', async () => {
    const prepare = start({ threads: 1 });
    const ended: string[] = [];
    const flood = Array.from({ length: 8 }, () => prepare('flood', mailOf(1500)).then(() => ended.push('flood')));
    const own = prepare('brand', mailOf(5)).then(() => ended.push('brand'));
    await Promise.all([own, ...flood]);
    expect(ended.indexOf('brand')).toBeLessThanOrEqual(1);
  });

  it('leaves this thread free', async () => {
    const prepare = start();
    await prepare('a', mailOf(1));
    let ticks = 0;
    const timer = setInterval(() => ticks++, 2);
    const began = performance.now();
    // Each of these hosts takes core some time.
    await prepare('a', Array.from({ length: 4000 }, (_, n) => `<a href="https://bücher${n}.example/ü">a</a>`).join(''));
    const took = performance.now() - began;
    clearInterval(timer);
    console.log(`a mail of 4,000 IDN links took ${Math.round(took)} ms beside this thread, which had ${ticks} turns`);
    expect(took).toBeGreaterThan(20);
    expect(ticks).toBeGreaterThan(took / 20);
  });

  it('is refused while an account has too much of it waiting, and not that of others', async () => {
    const prepare = start({ maxCharacters: 100_000 });
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 10 }, () => prepare('flood', mailOf(10))),
      prepare('brand', mailOf(10)),
    ]);
    expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(4);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'too_busy', retryAfter: 5 },
    });
    expect(outcomes.at(-1)?.status).toBe('fulfilled');
    expect(await prepare('flood', mailOf(10))).toMatchObject({ html: { pieces: expect.any(Array) } });
  });

  it('is given up when it takes too long, and the next is done', async () => {
    const prepare = start({ threads: 1, timeoutMs: 1 });
    await expect(prepare('a', mailOf(4000, 'bücher.example'))).rejects.toMatchObject({ code: 'mail_too_complex' });
    await threads?.close();
    const again = start({ threads: 1 });
    expect(await again('a', mailOf(1))).toMatchObject({ urls: ['https://brand.com/0'] });
  });

  it('is given up when it takes too much memory', async () => {
    const prepare = start({ memoryMb: 24 });
    await expect(prepare('a', mailOf(60_000))).rejects.toMatchObject({ code: 'mail_too_complex' });
    expect(await prepare('a', mailOf(1))).toMatchObject({ urls: ['https://brand.com/0'] });
  });

  it('leaves no thread behind after a rest, and starts one again for the next mail', async () => {
    const threadsNow = async () => (await readdir('/proc/self/task')).length;
    const prepare = start({ restMs: 50 });
    await prepare('a', mailOf(1));
    const busy = await threadsNow();
    await expect.poll(threadsNow, { timeout: 5000 }).toBeLessThan(busy);
    expect(await prepare('a', mailOf(1))).toMatchObject({ urls: ['https://brand.com/0'] });
  });

  it('with more links than a mailing may have ends without the mail', async () => {
    const prepare = start();
    expect(await prepare('a', mailOf(2001))).toEqual({ tooManyLinks: true });
    expect(await prepare('a', mailOf(1).repeat(5001))).toEqual({ tooManyLinks: true });
  });
});

describe('a call that is answered in another thread', () => {
  const account = {
    accountId: 'a',
    keyKind: 'secret',
    member: null,
    key: { id: crypto.randomUUID(), scopes: ['mailings:write'], projectId: null, origins: [], former: false },
  } as const;
  const call = (input: object): LongCall => ({
    kind: 'call',
    url: 'http://localhost/trpc/mailings.wrap',
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(input)),
    key: 'wm_sec_',
    address: undefined,
    caller: account,
    language: 'en',
    tryOut: false,
  });
  const mail = () => call({ projectId: ids.project.encode(crypto.randomUUID()), name: 'a', html: mailOf(1) });
  const logged: object[] = [];
  /** Answers what it asks for first, and nothing else. */
  const calls = (project: () => Promise<never>) =>
    ({
      project,
      log: async (_level: string, details: object) => void logged.push(details),
    }) as unknown as AnsweringCalls;

  async function answerTo(asked: LongCall, project: () => Promise<never>, options: MailThreadsOptions = {}) {
    threads = new MailThreads(options);
    const { status, body } = await threads.answer('a', asked, calls(project));
    return [status, JSON.parse(Buffer.from(body).toString()).error.data.error];
  }

  it('hears of an error with its code and all that is said about it', async () => {
    const error = new ApiError('link_refused', { number: '7', explanation: 'no.', advice: 'None.' });
    expect(await answerTo(mail(), () => Promise.reject(error))).toEqual([422, error.report()]);
  });

  it('hears only the number of an error that nobody foresaw, which stands in the log', async () => {
    const error = new Error('a secret');
    const [status, report] = await answerTo(mail(), () => Promise.reject(error));
    const [{ reference } = { reference: '' }] = logged as { reference: string }[];
    expect([status, report]).toEqual([500, new ApiError('internal', { reference }).report()]);
    expect(logged).toEqual([{ reference, error }]);
  });

  it('may wait for the database longer than it may work', async () => {
    const slow = () => sleep(5500).then(() => Promise.reject(new ApiError('no_such_project')));
    const [status] = await answerTo(mail(), slow, { timeoutMs: 5000 });
    expect(status).toBe(404);
  });

  it('is given up when it takes too long, and hands its body over', async () => {
    const late = call({});
    await expect(answerTo(late, () => Promise.reject(), { timeoutMs: 1 })).rejects.toMatchObject({
      code: 'mail_too_complex',
    });
    expect(late.body.byteLength).toBe(0);
  });
});
