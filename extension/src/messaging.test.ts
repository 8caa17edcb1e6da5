import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { handleRequests, RequestFailed, request, requestFromFrame } from './messaging.ts';
import type { FrameHandlers, PageHandlers } from './protocol.ts';

const ownPage = { id: 'test-extension-id', url: 'chrome-extension://test-extension-id/popup.html' };
const contentScript = {
  id: 'test-extension-id',
  url: 'https://shop.example/',
  frameId: 3,
  tab: { id: 7, url: 'https://shop.example/mail' },
};

/** Delivers a message as the browser would, with the sender the browser vouches for. */
async function deliver(message: unknown, sender: object): Promise<unknown> {
  const [reply] = await fakeBrowser.runtime.onMessage.trigger(message, sender as never, () => undefined);
  return reply;
}

describe('handleRequests', () => {
  const pages = { 'account.get': async () => undefined, 'domains.add': async (host: string) => ({ host }) };
  const frames = { 'link.try': vi.fn(async () => 'https://click.brand.com/c/x') };

  beforeEach(() => {
    fakeBrowser.reset();
    fakeBrowser.runtime.id = 'test-extension-id';
    vi.spyOn(fakeBrowser.runtime, 'getURL').mockImplementation(
      (path) => `chrome-extension://test-extension-id/${path}`,
    );
    handleRequests(pages as unknown as PageHandlers, frames as unknown as FrameHandlers, (error) => ({
      code: 'failed',
      message: String(error),
      hint: 'Try again.',
    }));
  });

  it('answers our own pages', async () => {
    expect(await deliver({ request: 'domains.add', input: 'click.brand.com' }, ownPage)).toEqual({
      value: { host: 'click.brand.com' },
    });
  });

  it('knows the tab and frame of a frame’s request', async () => {
    await deliver({ request: 'link.try', input: { frameId: 3, index: 0 } }, contentScript);
    expect(frames['link.try']).toHaveBeenCalledWith(
      { frameId: 3, index: 0 },
      { kind: 'frame', tabId: 7, frameId: 3, url: 'https://shop.example/mail' },
    );
  });

  it.each([
    ['a content script that asks for what only our pages may', { request: 'domains.add', input: 'x' }, contentScript],
    ['our page asking for what only frames may', { request: 'link.try', input: {} }, ownPage],
    ['another extension', { request: 'account.get' }, { ...ownPage, id: 'another' }],
    ['a name that every object has', { request: 'toString' }, ownPage],
    ['a message of another kind', 'hello', ownPage],
  ])('does not answer %s', async (_, message, sender) => {
    expect(await deliver(message, sender)).toBeUndefined();
  });
});

describe('request', () => {
  it('rejects with the error the background answered', async () => {
    const report = { code: 'host_taken', message: 'Taken.', hint: 'Choose another.' };
    vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValue({ error: report } as never);
    const error = await request('domains.add', 'click.brand.com').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RequestFailed);
    expect(error).toMatchObject({ report, message: 'Taken.' });
  });

  it('rejects without a response, for example after an update of the extension', async () => {
    vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValue(undefined);
    await expect(requestFromFrame('frame.gone')).rejects.toThrow('Nobody answered frame.gone.');
  });
});
