import { describe, expect, it } from 'vitest';
import { createWaymark } from '../index.ts';

const host = 'click.brand.com';
const origin = `https://${host}`;
const settings = {
  project: { id: 'p1', name: 'Newsletter' },
  origin,
  host,
  status: 'verified',
  diagnosis: null,
  trackOpens: true,
  trackClicks: true,
  allowLocalHosts: false,
};
const html = '<body><a href="https://brand.com/a">A</a> <a href=\'https://brand.com/b\'>B</a></body>';

/** A server that answers each procedure with a fixed result, and what was sent to it. */
function server(results: Readonly<Record<string, unknown>>) {
  const bodies: unknown[] = [];
  const send: typeof fetch = async (input, init) => {
    if (typeof init?.body === 'string') bodies.push(JSON.parse(init.body));
    const procedures = new URL(String(input)).pathname.replace('/trpc/', '').split(',');
    return Response.json(procedures.map((name) => ({ result: { data: results[name] } })));
  };
  return { waymark: createWaymark({ server: 'https://waymark.example', key: 'k', fetch: send }), bodies };
}

describe('a prepared message', () => {
  it('registers its destinations in the order of their first use', async () => {
    const reason = { code: 'no_domain', message: 'No tracking domain is attached.' };
    const { waymark, bodies } = server({
      'preview.settings': settings,
      'messages.register': { messageId: null, wrapping: null, reason },
    });
    await waymark.prepare({ projectId: 'p1', name: 'November', html });
    expect(bodies).toEqual([
      { 0: { projectId: 'p1', name: 'November', targets: ['https://brand.com/a', 'https://brand.com/b'] } },
    ]);
  });

  it('stays as it was written, and says why, when the server has nothing to wrap with', async () => {
    const reason = { code: 'no_domain', message: 'No tracking domain is attached.' };
    const { waymark } = server({
      'preview.settings': settings,
      'messages.register': { messageId: null, wrapping: null, reason },
    });
    const message = await waymark.prepare({ projectId: 'p1', name: 'November', html });
    expect(message).toMatchObject({ messageId: null, reason, html, report: { bytesAfter: html.length } });
    expect(message.render({ key: '4711' })).toBe(html);
  });
});
