import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addHost, addLink, startEdge, type TestHost } from './edge.testing.ts';

let edge: Awaited<ReturnType<typeof startEdge>>;
let brand: TestHost;

beforeAll(async () => {
  edge = await startEdge();
  brand = addHost(edge.linkMap, 'click.brand.com');
  addLink(edge.linkMap, brand, 7, 3, 'https://shop.brand.com/p/<1>/x?c=<2>#<3>');
  addLink(edge.linkMap, brand, 8, 3, 'https://shop.brand.com/sale?1=a');
  addLink(edge.linkMap, brand, 9, 3, 'https://<1>/');
});
afterAll(() => edge.stop());

const location = async (path: string) => {
  const { status, headers } = await edge.ask(path, brand);
  expect(status).toBe(302);
  return headers.location ?? '';
};
const lastEvent = async () => (await edge.events()).at(-1);

describe('the query of a wrapped link', () => {
  it.each([
    ['?1=a&2=b&3=c', 'https://shop.brand.com/p/a/x?c=b#c'],
    ['?2=b%20c&1=%C3%A4', 'https://shop.brand.com/p/%C3%A4/x?c=b%20c#'],
    ['?1=a/../b?c%23&2=%26d%3De', 'https://shop.brand.com/p/a%2F..%2Fb%3Fc%23/x?c=%26d%3De#'],
    ['?r=4711&1=H&M&2=b&c&3=at&t&t', 'https://shop.brand.com/p/H%26M/x?c=b%26c#at%26t'],
    ['?1=H&M&t&utm_source=x&2=b', 'https://shop.brand.com/p/H%26M/x?c=#'],
    ['', 'https://shop.brand.com/p//x?c=#'],
    ['?1=..', 'https://shop.brand.com/p//x?c=#'],
    ['?utm_source=x&r=4711&u=https://evil.example/', 'https://shop.brand.com/p//x?c=#'],
    [`?1=${'x'.repeat(8200)}`, 'https://shop.brand.com/p//x?c=#'],
  ])('fills the slots of its destination: %.60s', async (query, url) => {
    expect(await location(`/c/${brand.click(7)}${query}`)).toBe(url);
  });

  it('changes no destination without slots', async () => {
    expect(await location(`/c/${brand.click(8)}?1=b&c=d`)).toBe('https://shop.brand.com/sale?1=a');
  });

  it('cannot set the host, even if a destination were stored with a slot there', async () => {
    expect(await location(`/c/${brand.click(9)}?1=evil.example`)).toBe('https://<1>/');
  });

  it('identifies who clicked or opened, if the token does not', async () => {
    await edge.ask(`/c/${brand.click(7)}?1=a&r=4711`, brand);
    expect(await lastEvent()).toMatchObject({ type: 'click', subject: 7, recipientId: '4711' });
    await edge.ask(`/o/${brand.open(3)}.gif?r=ab%2Bc`, brand);
    expect(await lastEvent()).toMatchObject({ type: 'open', subject: 3, recipientId: 'ab+c' });
    await edge.ask(`/c/${brand.click(7)}?r=H&M&1=a&t&utm_source=x`, brand);
    expect(await lastEvent()).toMatchObject({ type: 'click', recipientId: 'H&M' });
    await edge.ask(`/c/${brand.click(7, '42')}?r=4711`, brand);
    expect(await lastEvent()).toMatchObject({ recipientId: '42' });
  });

  it('identifies nobody by an unfilled merge tag, and stores no e-mail address', async () => {
    await edge.ask(`/c/${brand.click(7)}?r=%7B%7Bsubscriber.id%7D%7D`, brand);
    expect((await lastEvent())?.recipientId).toBeUndefined();
    await edge.ask(`/c/${brand.click(7)}?r=Jane@brand.com`, brand);
    const hashed = (await lastEvent())?.recipientId;
    expect(hashed).toMatch(/^h:[\w-]{22}$/);
    await edge.ask(`/c/${brand.click(7, 'jane@brand.com')}`, brand);
    expect((await lastEvent())?.recipientId).toBe(hashed);
  });

  it('leads nowhere else, whatever bytes it contains', async () => {
    const bytes = fc.string({ unit: fc.constantFrom(...'123r=&%/?.:@\\;+#a0{}<>"'), maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(bytes, async (query) => {
        const answer = await send(`GET /c/${brand.click(7)}?${query} HTTP/1.1\r\nHost: ${brand.host}\r\n`);
        const [, found] = /^location: (.*)\r$/im.exec(answer) ?? [];
        expect(found).toMatch(/^https:\/\/shop\.brand\.com\/p\/[^/?#]*\/x\?c=[^&=?#]*#[^#]*$/);
        expect(new URL(found ?? '').href).toBe(found);
      }),
      { numRuns: 200 },
    );
  });
});

/** Sends a raw request; returns the whole response. */
function send(head: string): Promise<string> {
  return new Promise((answered) => {
    let said = '';
    const socket = connect(edge.port, '127.0.0.1');
    socket.setEncoding('latin1').on('data', (part) => {
      said += part;
    });
    socket.on('error', () => undefined).on('close', () => answered(said));
    socket.write(Buffer.from(`${head}Connection: close\r\n\r\n`, 'latin1'));
  });
}
