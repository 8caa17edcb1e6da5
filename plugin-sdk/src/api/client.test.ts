import { describe, expect, it } from 'vitest';
import { createApi } from './client.ts';
import { WaymarkError } from './waymark-error.ts';

const server = 'https://waymark.example';
const key = 'wm_sec_example';

interface Call {
  readonly url: URL;
  readonly method: string | undefined;
  readonly authorization: string | null;
}

/** A fetch that answers every procedure of a batch with `answer`, and the calls it received. */
function answering(answer: unknown): { fetch: typeof fetch; calls: Call[] } {
  const calls: Call[] = [];
  const send: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    calls.push({ url, method: init?.method, authorization: new Headers(init?.headers).get('authorization') });
    return Response.json(url.pathname.split(',').map(() => answer));
  };
  return { fetch: send, calls };
}

const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no error',
    (error: unknown) => error,
  );

describe('the client', () => {
  it('sends its key with every request and returns what the procedure returned', async () => {
    const { fetch, calls } = answering({ result: { data: [] } });
    const api = createApi({ server, key, fetch });
    expect(await api.domains.list.query()).toEqual([]);
    expect(calls).toMatchObject([{ authorization: `Bearer ${key}` }]);
    expect(calls[0]?.url.href).toMatch(/^https:\/\/waymark\.example\/trpc\/domains\.list\?/);
  });

  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['', 'empty'],
    [7, 'of type number'],
  ])('says that no key was given, before any request: %j', (given, kind) => {
    const { fetch, calls } = answering({ result: { data: [] } });
    const create = () => createApi({ server, key: given as unknown as string, fetch });
    expect(create).toThrow(WaymarkError);
    expect(create).toThrow(`No key was given: it is ${kind}.`);
    expect(calls).toEqual([]);
  });

  it('names in no address what it asks for', async () => {
    const { fetch, calls } = answering({ result: { data: { data: [], nextCursor: null } } });
    await createApi({ server, key, fetch }).events.list.query({ recipientId: 'ada@brand.com' });
    expect(calls).toMatchObject([{ method: 'POST', url: { href: `${server}/trpc/events.list?batch=1` } }]);
  });

  it('batches concurrent calls, at most twenty per request, as the server allows', async () => {
    const { fetch, calls } = answering({ result: { data: [] } });
    const api = createApi({ server, key, fetch });
    await Promise.all(Array.from({ length: 45 }, () => api.domains.list.query()));
    expect(calls.map(({ url }) => url.pathname.split(',').length)).toEqual([20, 20, 5]);
  });

  it.each([
    ['https://waymark.example', 'https://waymark.example/trpc/'],
    [' https://waymark.example/?tab=1#top ', 'https://waymark.example/trpc/'],
    ['https://brand.com/tools/waymark/', 'https://brand.com/tools/waymark/trpc/'],
  ])('takes the server, with its path, from %j', async (address, called) => {
    const { fetch, calls } = answering({ result: { data: [] } });
    await createApi({ server: address, key, fetch }).domains.list.query();
    expect(calls[0]?.url.href).toMatch(new RegExp(`^${called}`));
  });

  it.each(['', 'waymark.example', 'ftp://waymark.example', 'javascript:alert(1)'])(
    'refuses %j as a server and says how to write one',
    (address) => {
      expect(() => createApi({ server: address, key })).toThrow(
        expect.objectContaining({ code: 'invalid_server_address', hint: expect.stringContaining('https://') }),
      );
    },
  );
});

describe('a failed call', () => {
  it("is the server's error: code, sentence and hint", async () => {
    const sent = { code: 'no_such_project', message: 'There is no such project.', hint: 'List the projects.' };
    const { fetch } = answering({ error: { code: -32004, message: 'no_such_project', data: { error: sent } } });
    const error = await errorOf(createApi({ server, key, fetch }).domains.list.query());
    expect(error).toBeInstanceOf(WaymarkError);
    expect(error).toMatchObject({ name: 'WaymarkError', ...sent });
  });

  it('is `unreachable` when the connection fails', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'));
    expect(await errorOf(createApi({ server, key, fetch }).domains.list.query())).toMatchObject({
      code: 'unreachable',
      message: 'The Waymark server at https://waymark.example could not be reached.',
    });
  });

  it.each([
    ['a page', '<!doctype html><title>Sign in</title>'],
    ['other JSON', '{"hello":"world"}'],
    ['nothing', ''],
  ])('is `unreachable` when %s comes back instead of an answer', async (_, body) => {
    const fetch = async () => new Response(body);
    expect(await errorOf(createApi({ server, key, fetch }).domains.list.query())).toMatchObject({
      code: 'unreachable',
      message: 'What answered at https://waymark.example is not a Waymark server.',
    });
  });

  it('is `unreachable` when the response takes too long', async () => {
    const fetch: typeof globalThis.fetch = (_, init) =>
      new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
    expect(await errorOf(createApi({ server, key, fetch, timeout: 10 }).domains.list.query())).toMatchObject({
      code: 'unreachable',
      message: 'The Waymark server at https://waymark.example did not answer in time.',
    });
  });

  it("rejects with the caller's own reason when the caller aborts", async () => {
    const { fetch } = answering({ result: { data: [] } });
    const signal = AbortSignal.abort(new Error('window closed'));
    const error = await errorOf(createApi({ server, key, fetch }).domains.list.query(undefined, { signal }));
    expect(error).toMatchObject({ message: 'window closed' });
  });
});
