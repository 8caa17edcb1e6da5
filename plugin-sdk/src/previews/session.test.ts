import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Waymark } from '../waymark.ts';
import type { Preview } from './preview.ts';
import { previewLinks } from './preview-links.ts';
import { createSession } from './session.ts';
import type { ProjectSettings } from './settings.ts';

const settings: ProjectSettings = {
  project: { id: 'p1', name: 'Newsletter' },
  origin: 'https://click.brand.com',
  pixelOrigin: 'https://click.brand.com',
  host: 'click.brand.com',
  status: 'verified',
  diagnosis: null,
  trackOpens: true,
  trackClicks: true,
  allowLocalHosts: false,
};
const link = (originalUrl: string) => [{ originalUrl }];

const shownOf = (mail: Parameters<Waymark['preview']>[0]) =>
  previewLinks(typeof mail === 'string' ? [] : mail, settings);

/** Previews that the test resolves one by one, in any order. */
function pending() {
  const answers: (() => void)[] = [];
  const preview: Waymark['preview'] = (mail) => new Promise((resolve) => answers.push(() => resolve(shownOf(mail))));
  return { waymark: { preview }, answers };
}

describe('a session', () => {
  const shown: string[] = [];
  const onPreview = ({ links }: Preview) => shown.push(...links.map(({ originalUrl }) => originalUrl));

  beforeEach(() => {
    shown.length = 0;
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('makes one preview of the latest links after a pause', async () => {
    const preview = vi.fn<Waymark['preview']>(async (mail) => shownOf(mail));
    const session = createSession({ preview }, { projectId: 'p1', onPreview, delay: 100 });
    session.update(link('https://brand.com/a'));
    await vi.advanceTimersByTimeAsync(99);
    session.update(link('https://brand.com/b'));
    await vi.advanceTimersByTimeAsync(99);
    expect(shown).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(shown).toEqual(['https://brand.com/b']);
    expect(preview.mock.calls).toEqual([[link('https://brand.com/b'), { projectId: 'p1' }]]);
  });

  it('drops a result that is outdated by newer links', async () => {
    const { waymark, answers } = pending();
    const session = createSession(waymark, { onPreview, delay: 0 });
    session.update(link('https://brand.com/a'));
    await vi.advanceTimersByTimeAsync(0);
    session.update(link('https://brand.com/b'));
    await vi.advanceTimersByTimeAsync(0);
    answers[1]?.();
    answers[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(shown).toEqual(['https://brand.com/b']);
  });

  it('calls nothing after its signal is aborted, even for a pending preview', async () => {
    const { waymark, answers } = pending();
    const leaving = new AbortController();
    const session = createSession(waymark, { onPreview, delay: 0, signal: leaving.signal });
    session.update(link('https://brand.com/a'));
    await vi.advanceTimersByTimeAsync(0);
    session.update(link('https://brand.com/b'));
    leaving.abort();
    answers[0]?.();
    session.update(link('https://brand.com/c'));
    await vi.runAllTimersAsync();
    expect(shown).toEqual([]);
    expect(answers).toHaveLength(1);
  });

  it('reports why a preview failed, and keeps working for the next links', async () => {
    const preview = vi.fn<Waymark['preview']>(async (mail) => shownOf(mail));
    preview.mockRejectedValueOnce(new Error('unreachable'));
    const onError = vi.fn();
    const session = createSession({ preview }, { onPreview, onError, delay: 0 });
    session.update(link('https://brand.com/a'));
    await vi.advanceTimersByTimeAsync(0);
    session.update(link('https://brand.com/b'));
    await vi.advanceTimersByTimeAsync(0);
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'unreachable' }));
    expect(shown).toEqual(['https://brand.com/b']);
  });
});
