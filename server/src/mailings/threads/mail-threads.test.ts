import { readdir } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { MailThreads, type MailThreadsOptions } from './mail-threads.ts';

const context = { origin: 'https://click.brand.com', trackClicks: true, trackOpens: true };
const mailOf = (links: number, host = 'brand.com') =>
  Array.from({ length: links }, (_, index) => `<a href="https://${host}/${index}">a</a>`).join('\n');

let threads: MailThreads | undefined;
afterEach(() => threads?.close());

const start = (options: MailThreadsOptions = {}) => {
  const started = new MailThreads(options);
  threads = started;
  return (accountId: string, html: string) => started.run(accountId, { kind: 'prepare', html, context });
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
    expect(await prepare('flood', mailOf(10))).toMatchObject({ pieces: expect.any(Array) });
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
