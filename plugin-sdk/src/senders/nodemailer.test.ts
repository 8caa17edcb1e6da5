import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { encodeKey } from '@waymark/core';
import { createTransport } from 'nodemailer';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWaymark } from '../waymark.ts';
import { nodemailerPlugin, type PluginOptions, track } from './nodemailer.ts';

const host = 'click.brand.com';
const origin = `https://${host}`;
const signer = { origin, host, keyId: 1, key: encodeKey(new Uint8Array(32).fill(7)) };
const html = '<body><a href="https://brand.com/ü?a=1&amp;b=2">Shöp</a></body>';
const mail = {
  from: 'news@brand.com',
  to: 'ada@example.com',
  subject: 'November',
  html,
  text: 'See https://brand.com/',
};

const received: string[] = [];
let smtp: SMTPServer;

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      text(stream).then((source) => {
        received.push(source);
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise<void>((resolve) => smtp.close(() => resolve())));
beforeEach(() => {
  received.length = 0;
});

/** A transport to a real server with the plugin, and how often a mailing was registered. */
function transport(options: Partial<PluginOptions> = {}, answers = true) {
  const { port } = smtp.server.address() as AddressInfo;
  const registered: string[] = [];
  const settings = { origin, pixelOrigin: origin, host, status: 'verified', trackClicks: true, trackOpens: true };
  const send: typeof fetch = async (url, init) => {
    if (!answers) throw new TypeError('fetch failed');
    const name = new URL(String(url)).pathname.replace('/trpc/', '');
    const { urls = [], name: mailing } = JSON.parse(String(init?.body))[0];
    if (name === 'mailings.create') registered.push(mailing);
    const links = urls.map((_: string, index: number) => `lnk_${index + 1}`);
    const results: Record<string, unknown> = {
      'projects.settings': { project: null, ...settings },
      'mailings.deepLinks': { links: [] },
      'mailings.create': {
        mailingId: 'mlg_9',
        reason: null,
        wrapping: { mailing: 'mlg_9', clicks: { ...signer, links }, opens: signer },
      },
    };
    return Response.json([{ result: { data: results[name] } }]);
  };
  const client = { server: 'https://waymark.example', key: 'k', project: 'prj_1', fetch: send, retries: 0 };
  const sender = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  sender.use('compile', nodemailerPlugin({ waymark: createWaymark(client), ...options }));
  return { sender, registered };
}

const last = () => PostalMime.parse(received.at(-1) ?? '');

describe('the plugin for Nodemailer', () => {
  it('registers a mailing once and wraps it for each recipient, by their tracking', async () => {
    const { sender, registered } = transport();
    const recipients = [{ id: '1' }, { id: '2' }, { id: '1', tracking: 'anonymous' }, { tracking: 'off' }] as const;
    const bodies: string[] = [];
    for (const recipient of recipients) {
      await sender.sendMail(track(mail, { mailing: 'November', recipient }));
      bodies.push((await last()).html?.trim() ?? '');
    }
    const links = bodies.map((body) => /href="([^"]+)"/.exec(body)?.[1]);
    expect(registered).toEqual(['November']);
    expect(links.slice(0, 3).every((link) => link?.startsWith(`${origin}/c/`))).toBe(true);
    expect(new Set(links).size).toBe(4);
    expect(bodies[3]).toBe(html);
    expect(bodies[0]).toContain('Shöp');
  });

  it('wraps text and AMP parts, and leaves headers and attachments', async () => {
    const { sender } = transport();
    const amp = `<!doctype html><html ⚡4email><body><a href="https://brand.com/amp">Shop</a></body></html>`;
    const headers = { 'List-Unsubscribe': '<https://brand.com/unsubscribe?id=1>' };
    const attachments = [{ filename: 'terms.html', content: html }];
    await sender.sendMail(
      track({ ...mail, amp, headers, attachments }, { mailing: 'All', recipient: { id: '1' }, textLinks: 'wrap' }),
    );
    const parsed = await last();
    expect(parsed.text).toMatch(/^See https:\/\/click\.brand\.com\/c\/[\w-]+/);
    expect(received[0]).toContain('List-Unsubscribe: <https://brand.com/unsubscribe?id=1>');
    const contents = parsed.attachments.map(({ content }) => new TextDecoder().decode(content as ArrayBuffer));
    expect(contents).toContain(html);
    expect([parsed.html, ...contents].filter((part) => part?.includes(`${origin}/c/`))).toHaveLength(2);
  });

  it.each([
    ['bytes', () => Buffer.from(html)],
    ['a stream', () => Readable.from([Buffer.from(html)])],
  ])('takes a part as %s', async (_, part) => {
    const { sender } = transport();
    await sender.sendMail(track({ ...mail, html: part() }, { mailing: 'Bytes', recipient: { id: '1' } }));
    expect((await last()).html).toMatch(/href="https:\/\/click\.brand\.com\/c\/[\w-]+">Shöp/);
  });

  it('leaves a mail alone that was not handed to track', async () => {
    const { sender, registered } = transport();
    await sender.sendMail(mail);
    expect((await last()).html?.trim()).toBe(html);
    expect(registered).toEqual([]);
  });

  it('sends nothing when the server fails, or the mail as it is when that was chosen', async () => {
    const mailing = { mailing: 'November', recipient: { id: '1' } };
    await expect(transport({}, false).sender.sendMail(track(mail, mailing))).rejects.toThrow('could not be reached');
    expect(received).toEqual([]);
    const told: string[] = [];
    const options = {
      onError: 'send-untracked',
      onUntracked: ({ code }: { code: string }) => told.push(code),
    } as const;
    await transport(options, false).sender.sendMail(track(mail, mailing));
    expect((await last()).html?.trim()).toBe(html);
    expect(told).toEqual(['unreachable']);
  });

  it.each([{ id: '1', tracking: 'no' }, { email: 'ada@example.com' }, null])(
    'never sends to a recipient whose tracking is not clear: %j',
    async (recipient) => {
      const { sender, registered } = transport({ onError: 'send-untracked' });
      const tracking = { mailing: 'November', recipient: recipient as never };
      await expect(sender.sendMail(track(mail, tracking))).rejects.toThrow(TypeError);
      expect([received, registered]).toEqual([[], []]);
    },
  );
});
