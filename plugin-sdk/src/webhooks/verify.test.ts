import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { verifyWebhook } from './verify.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const at = new Date('2026-11-30T12:00:00Z');
const now = () => at;
const body = '{"type":"domain.broken","host":"click.brand.com"}';

/** The headers that the reference library signs a delivery with. */
function headersFor(text: string, { key = secret, id = 'msg_1', time = at } = {}) {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(time.getTime() / 1000),
    'webhook-signature': new Webhook(key).sign(id, time, text),
  };
}

describe('a delivery', () => {
  it('is returned when its signature is right, from either kind of headers', async () => {
    const headers = headersFor(body);
    const content = { type: 'domain.broken', host: 'click.brand.com' };
    expect(await verifyWebhook({ body, headers, secret, now })).toEqual(content);
    expect(await verifyWebhook({ body, headers: new Headers(headers), secret, now })).toEqual(content);
    const capitals = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]));
    expect(await verifyWebhook({ body, headers: capitals, secret, now })).toEqual(content);
  });

  it('is taken with the old and the new secret while it is replaced', async () => {
    const next = `whsec_${btoa('n'.repeat(24))}`;
    const headers = headersFor(body, { key: next });
    await expect(verifyWebhook({ body, headers, secret: [secret, next], now })).resolves.toBeDefined();
    const both = `${headersFor(body)['webhook-signature']} ${headers['webhook-signature']} v1a,x`;
    const signedTwice = { ...headers, 'webhook-signature': both };
    await expect(verifyWebhook({ body, headers: signedTwice, secret, now })).resolves.toBeDefined();
  });

  it.each([
    ['another body', { body: body.replace('brand', 'evil') }],
    ['another secret', { secret: `whsec_${btoa('x'.repeat(24))}` }],
    ['no secret', { secret: '' }],
    ['a secret that is none', { secret: 'whsec_%%%' }],
    ['no headers', { headers: {} }],
    ['a body that was parsed', { body: JSON.parse(body) as string }],
    ['an old delivery', { headers: headersFor(body, { time: new Date(at.getTime() - 301_000) }) }],
    ['one from the future', { headers: headersFor(body, { time: new Date(at.getTime() + 301_000) }) }],
    ['a time that is none', { headers: { ...headersFor(body), 'webhook-timestamp': 'now' } }],
    ['an empty signature', { headers: { ...headersFor(body), 'webhook-signature': 'v1, v1,%' } }],
  ])('is refused with %s', async (_, changed) => {
    const delivery = { body, headers: headersFor(body), secret, now, ...changed };
    await expect(verifyWebhook(delivery)).rejects.toMatchObject({ code: 'delivery_refused' });
  });
});
