import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { sealToken } from '@waymark/core';
import { factories, freshDatabase } from '@waymark/prisma/testing';
import { describe, expect, it, vi } from 'vitest';
import { ask } from '../../test/ask.ts';
import { cutDatabase } from '../../test/test-server.ts';
import { createLog } from './log.ts';

/** Writes one entry and returns it. */
function written(entry: Record<string, unknown>, message = 'something happened') {
  const lines = new PassThrough();
  createLog('debug', lines).info(entry, message);
  return JSON.parse(String(lines.read()));
}

const key = `wm_sk_${'k'.repeat(43)}`;

describe('the log', () => {
  it.each([
    'authorization',
    'cookie',
    'token',
    'key',
    'secret',
    'password',
    'recipient',
    'ip',
    'html',
    'Authorization',
  ])('shows no %s, however deep it lies', (name) => {
    const entry = written({
      [name]: 'private',
      request: { headers: [{ [name]: 'private', host: 'waymark.example' }] },
    });
    expect(entry).toMatchObject({
      [name]: '[removed]',
      request: { headers: [{ [name]: '[removed]', host: 'waymark.example' }] },
    });
  });

  it.each([
    [`Bearer ${key}`, 'Bearer wm_sk_[removed]'],
    ['GET /c/AQEBYWJjZGVmZ2g HTTP/1.1', 'GET /c/[removed] HTTP/1.1'],
    ['/o/AQEBYWJjZGVmZ2g.gif', '/o/[removed].gif'],
    ['http://localhost:8080/setup/abcdefghijkl', 'http://localhost:8080/setup/[removed]'],
    ['GET /try/abcdefghijklmnopqrstuv?device=x', 'GET /try/[removed]?device=x'],
    ['the value jane.doe+news@brand.co.uk is too long', 'the value [removed] is too long'],
    [
      'postgresql://waymark:hunter2@db.internal:5432/waymark',
      'postgresql://waymark:[removed]@db.internal:5432/waymark',
    ],
    ['postgres://waymark:p@ss/w?1@db.internal/waymark', 'postgres://waymark:[removed]@db.internal/waymark'],
    ['for\njane@brand.com\tand\n', 'for\n[removed]\tand\n'],
    ['https://brand.com/u/jane@brand.com?x', 'https://brand.com/u/[removed]?x'],
    ['mailto:jane@bücher.example', 'mailto:[removed]'],
    ['at x (/home/jane@work.example/app.js:143:27)', 'at x (/home/[removed]/app.js:143:27)'],
  ])('writes %j as %j, in messages, values and errors', (text, safe) => {
    const cause = new Error(text);
    const entry = written({ value: text, error: new Error(text, { cause }) }, text);
    expect(entry).toMatchObject({ msg: safe, value: safe, error: { message: safe, cause: { message: safe } } });
    expect(JSON.stringify(entry)).not.toContain(text);
  });

  it.each([
    'at Client.end (/srv/waymark/node_modules/.pnpm/pg@8.16.3/node_modules/pg/lib/client.js:143:27)',
    'at x (file:///srv/node_modules/.pnpm/@prisma+client@7.10.0_prisma@7.10.0_typescript@7.0.2/node_modules/x.mjs:1:2)',
    'at async file:///srv/waymark/node_modules/@waymark/core/src/index.ts:7:1',
    'https://[2001:db8::7]:8080/healthz from http://localhost:8080',
  ])('leaves %j as it is', (line) => {
    expect(written({ line, error: new Error(line) }, line)).toMatchObject({
      msg: line,
      line,
      error: { message: line },
    });
  });

  it('keeps what an operator needs: time, level, message, and where an error came from', () => {
    const error = Object.assign(new TypeError('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });
    expect(written({ reference: '4f', error })).toMatchObject({
      level: 30,
      time: expect.any(Number),
      msg: 'something happened',
      reference: '4f',
      error: {
        type: 'TypeError',
        code: 'ECONNREFUSED',
        message: error.message,
        stack: expect.stringContaining('log.test.ts'),
      },
    });
  });

  it('writes errors whose cause is the error itself', () => {
    const error = new Error('round');
    error.cause = error;
    expect(written({ error })).toMatchObject({ error: { message: 'round' } });
  });

  it('writes nothing below its level', () => {
    const lines = new PassThrough();
    createLog('error', lines).warn('quiet');
    createLog('silent', lines).fatal('quiet');
    expect(lines.read()).toBeNull();
  });
});

describe('what a server prints', () => {
  it('contains no personal data and no secrets, through sign-ins, clicks and a database outage', async () => {
    const { url, database, drop } = await freshDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'waymark-log-'));
    const make = factories(database);
    const { id: accountId } = await make.account();
    const { key: memberKey } = await make.memberWithKey(accountId);
    const project = await make.project(accountId, { ipMode: 'full' });
    const { domain, key: signingKey } = await make.domain(accountId);
    const { mailing, links } = await make.mailing(accountId, project.id, domain.id, [
      'https://brand.com/private-offer',
    ]);
    const recipient = 'customer-4711';
    const click = sealToken(
      { kind: 'c', id: Number(links[0]?.id), keyId: 1, recipientId: recipient },
      domain.host,
      signingKey,
    );
    const open = sealToken(
      { kind: 'o', id: Number(mailing.id), keyId: 1, recipientId: recipient },
      domain.host,
      signingKey,
    );

    const env = {
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      PORT: '0',
      WAYMARK_DATA: folder,
      DATABASE_URL: url,
      WAYMARK_LOG_LEVEL: 'debug',
    };
    const child = spawn(process.execPath, [fileURLToPath(new URL('../main.ts', import.meta.url))], { env });
    const gone = new Promise((done) => child.once('exit', done));
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
    await vi.waitFor(() => expect(printed).toContain('Waymark is running'), { timeout: 20_000, interval: 20 });
    const note: { url: string } = JSON.parse(await readFile(join(folder, 'server.json'), 'utf8'));
    const port = Number(new URL(note.url).port);
    const trialSecret = 'trial_secret-0123456_x';
    const setupToken = /\/setup\/([\w-]+)/.exec(printed)?.[1] ?? 'none';
    printed = '';

    const entries = (): { level: number; msg: string }[] =>
      printed
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    const signIn = (shown: string) =>
      ask(port, '/trpc/accounts.whoami', { headers: { authorization: `Bearer ${shown}`, cookie: 'a=private-cookie' } });
    const visit = (path: string) =>
      ask(port, path, {
        host: domain.host,
        headers: { cookie: 'a=private-cookie', referer: 'https://mail.example/private-referer' },
      });
    expect((await signIn(memberKey)).status).toBe(200);
    expect((await signIn(key)).status).toBe(401);
    expect((await visit(`/c/${click}`)).status).toBe(302);
    expect((await visit(`/o/${open}.gif`)).status).toBe(200);
    expect((await visit(`/c/${click}x`)).status).toBe(404);
    const why = 'not genuine on this host';
    await vi.waitFor(() => expect(entries()).toContainEqual(expect.objectContaining({ host: domain.host, why })));
    const beforeOutage = entries().length;
    const restore = await cutDatabase(url);
    expect((await signIn(`${key.slice(0, -1)}x`)).status).toBe(503);
    expect((await ask(port, `/setup/${setupToken}`)).status).toBe(503);
    expect((await ask(port, `/try/${trialSecret}`)).status).toBe(503);
    expect((await visit(`/c/${click}`)).status).toBe(302);
    await vi.waitFor(() => expect(printed).toContain('events wait in the event log'), { timeout: 5000 });
    for (let asked = 0; asked < 40; asked++) expect((await ask(port, '/readyz')).status).toBe(503);
    const warnings = entries()
      .slice(beforeOutage)
      .filter(({ level }) => level >= 40);
    console.log(`an outage, asked about 40 times: ${warnings.map(({ msg }) => msg).join('; ')}`);
    expect(new Set(warnings.map(({ msg }) => msg)).size).toBe(warnings.length);
    await restore();
    child.kill('SIGTERM');
    await gone;
    const told = entries().map(({ msg }) => msg);
    expect([told.includes('stopping'), told.at(-1)]).toEqual([true, 'stopped']);
    await Promise.all([drop(), rm(folder, { recursive: true })]);

    for (const secret of [
      memberKey,
      key,
      key.slice(0, -1),
      click,
      open,
      recipient,
      setupToken,
      trialSecret,
      'private',
      '127.0.0.1"',
      new URL(url).password,
    ])
      expect(printed).not.toContain(secret);
  });
});
