import { describe, expect, it } from 'vitest';
import { createWaymark } from '../waymark.ts';

/** A server that counts the ids of each call, and what it was sent. */
function server() {
  const calls: { readonly name: string; readonly ids: number; readonly key: string | null }[] = [];
  const send: typeof fetch = async (url, init) => {
    const name = new URL(String(url)).pathname.replace('/trpc/', '');
    const { recipientIds = [] } = JSON.parse(String(init?.body))[0];
    calls.push({ name, ids: recipientIds.length, key: new Headers(init?.headers).get('idempotency-key') });
    return Response.json([{ result: { data: { ids: recipientIds.length, events: 2 } } }]);
  };
  return { waymark: createWaymark({ server: 'https://waymark.example', key: 'k', fetch: send }), calls };
}

describe('recipients', () => {
  it('opt out by the thousand, each call with a key of its own', async () => {
    const { waymark, calls } = server();
    const ids = Array.from({ length: 2_500 }, (_, index) => index);
    expect(await waymark.recipients.optOut(ids)).toEqual({ ids: 2_500 });
    expect(calls.map((call) => call.ids)).toEqual([1_000, 1_000, 500]);
    expect(new Set(calls.map(({ key }) => key)).size).toBe(3);
    expect(calls.every(({ key }) => key !== null && key.length >= 16)).toBe(true);
  });

  it('are erased one or many at a time', async () => {
    const { waymark, calls } = server();
    expect(await waymark.recipients.erase('1001')).toEqual({ events: 2 });
    expect(await waymark.recipients.optIn(['1001', 1002])).toEqual({ ids: 2 });
    expect(calls.map(({ name }) => name)).toEqual(['recipients.erase', 'recipients.optIn']);
  });

  it.each([[[]], [['']], [[-1]], [[1.5]], [[null]], [['a\nb']], [['x'.repeat(513)]], [['\ud800']]])(
    'are refused before anything is sent: %j',
    async (ids) => {
      const { waymark, calls } = server();
      await expect(waymark.recipients.erase(ids as string[])).rejects.toMatchObject({ code: 'invalid_input' });
      expect(calls).toEqual([]);
    },
  );
});

describe('the figures of a mailing', () => {
  it.each([null, undefined, '', '42', 'prj_1'])('are not asked for by what is no id of one: %j', async (id) => {
    const { waymark, calls } = server();
    for (const report of ['mailing', 'links', 'destinations', 'daily'] as const)
      await expect(waymark.reports[report](id as string)).rejects.toMatchObject({ code: 'invalid_input' });
    expect(calls).toEqual([]);
  });
});
