import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { retrying } from './retrying.ts';

const url = 'https://waymark.example/trpc/x';
const ok = () => new Response('ok');
const lost = () => {
  throw new TypeError('fetch failed');
};

/** A fetch that does one thing after the other. */
function doing(...steps: (() => Response)[]) {
  const send = vi.fn<typeof fetch>(async () => steps.shift()!());
  return send;
}

describe('a call that failed for a moment', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function after(send: typeof fetch, repeatable: boolean, retries = 2): Promise<string> {
    const call = retrying(send, { retries, repeatable })(url).then(
      async (answer) => `${answer.status}`,
      (error: unknown) => String(error),
    );
    await vi.advanceTimersByTimeAsync(30_000);
    return call;
  }

  it('is tried again when the connection was lost, if it only reads', async () => {
    expect(await after(doing(lost, lost, ok), true)).toBe('200');
    expect(await after(doing(lost, ok), false)).toBe('TypeError: fetch failed');
  });

  it.each([502, 504])('is tried again after %i, if it only reads', async (status) => {
    const failed = () => new Response('', { status });
    expect(await after(doing(failed, ok), true)).toBe('200');
    expect(await after(doing(failed, ok), false)).toBe(String(status));
  });

  it.each([429, 503])('is tried again after %i, by which the server says that it did nothing', async (status) => {
    expect(
      await after(
        doing(() => new Response('', { status }), ok),
        false,
      ),
    ).toBe('200');
  });

  it.each([400, 401, 404, 500])('is not tried again after %i', async (status) => {
    expect(
      await after(
        doing(() => new Response('', { status }), ok),
        true,
      ),
    ).toBe(String(status));
  });

  it('is tried as often as allowed, and then answered as it is', async () => {
    const busy = () => new Response('', { status: 503 });
    const send = doing(busy, busy, busy, busy);
    expect(await after(send, true, 2)).toBe('503');
    expect(send).toHaveBeenCalledTimes(3);
  });

  it('waits for as long as the server asks, unless that is too long', async () => {
    const busyFor = (seconds: string) => () => new Response('', { status: 429, headers: { 'retry-after': seconds } });
    const send = doing(busyFor('5'), ok);
    const call = retrying(send, { retries: 2, repeatable: false })(url);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(send).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(300);
    expect((await call).status).toBe(200);
    expect(await after(doing(busyFor('3600'), ok), true)).toBe('429');
  });

  it('pauses longer each time, and hardly ever twice for the same time', async () => {
    const pauses: number[] = [];
    for (let call = 0; call < 10; call++) {
      const times: number[] = [];
      const steps = [lost, lost, ok];
      const send: typeof fetch = async () => {
        times.push(Date.now());
        return steps.shift()!();
      };
      expect(await after(send, true)).toBe('200');
      const [first = 0, second = 0, third = 0] = times;
      expect(second - first).toBeGreaterThanOrEqual(125);
      expect(second - first).toBeLessThanOrEqual(250);
      expect(third - second).toBeGreaterThanOrEqual(250);
      expect(third - second).toBeLessThanOrEqual(500);
      pauses.push(second - first);
    }
    expect(new Set(pauses).size).toBeGreaterThan(2);
  });

  it('ends at once when its caller ends it', async () => {
    const closing = new AbortController();
    const call = retrying(doing(lost, ok), { retries: 2, repeatable: true })(url, { signal: closing.signal });
    const ended = expect(call).rejects.toThrow('window closed');
    await vi.advanceTimersByTimeAsync(10);
    closing.abort(new Error('window closed'));
    await ended;
  });
});
