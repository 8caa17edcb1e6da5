import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApi } from '../api/client.ts';
import { createSettingsCache } from './settings.ts';

const settings = {
  project: null,
  origin: null,
  pixelOrigin: null,
  host: null,
  status: null,
  diagnosis: null,
  trackOpens: true,
  trackClicks: true,
  allowLocalHosts: false,
};

function cacheOver(answer: () => Promise<Response>) {
  const send = vi.fn(answer);
  return {
    cache: createSettingsCache(createApi({ server: 'https://waymark.example', key: 'k', fetch: send, retries: 0 })),
    send,
  };
}

describe('the settings of a project', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const answer = async () => Response.json([{ result: { data: settings } }]);

  it('are fetched once a minute, however many previews are made', async () => {
    const { cache, send } = cacheOver(answer);
    await Promise.all([cache.read('p1'), cache.read('p1')]);
    vi.advanceTimersByTime(59_999);
    expect(await cache.read('p1')).toEqual(settings);
    expect(send).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    await cache.read('p1');
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('are cached separately for each project', async () => {
    const { cache, send } = cacheOver(answer);
    await cache.read('p1');
    await cache.read('p2');
    await cache.read();
    expect(send).toHaveBeenCalledTimes(3);
  });

  it('are fetched again immediately on refresh', async () => {
    const { cache, send } = cacheOver(answer);
    await cache.read('p1');
    await cache.refresh('p1');
    await cache.read('p1');
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('are not cached when the request failed', async () => {
    const { cache, send } = cacheOver(answer);
    send.mockRejectedValueOnce(new TypeError('fetch failed'));
    await expect(cache.read('p1')).rejects.toMatchObject({ code: 'unreachable' });
    expect(await cache.read('p1')).toEqual(settings);
  });
});
