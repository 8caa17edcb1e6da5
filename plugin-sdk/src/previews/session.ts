import type { LinkAsWritten } from '@waymark/core';
import type { Waymark } from '../waymark.ts';
import type { Preview } from './preview.ts';

export interface SessionOptions {
  readonly projectId?: string;
  /** What the mailing will be called, as for `preview`. */
  readonly mailingName?: string;
  /** Milliseconds without a change before a preview is made. Default 150. */
  readonly delay?: number;
  readonly onPreview: (preview: Preview) => void;
  /** Called when a preview fails, for example if the server is unreachable; without it, an unhandled rejection. */
  readonly onError?: (error: unknown) => void;
  /** Ends the session: no callback runs afterwards. */
  readonly signal?: AbortSignal;
}

export interface Session {
  /** Sets the current links. Only the latest list is previewed. */
  update(links: readonly LinkAsWritten[]): void;
}

/** Keeps the preview of one open editor current: debounces updates and drops results for outdated links. */
export function createSession(
  waymark: Pick<Waymark, 'preview'>,
  { projectId, mailingName, delay = 150, onPreview, onError, signal }: SessionOptions,
): Session {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest: readonly LinkAsWritten[] | undefined;
  signal?.addEventListener('abort', () => clearTimeout(timer), { once: true });

  async function show(links: readonly LinkAsWritten[]): Promise<void> {
    const isStale = () => links !== latest || signal?.aborted;
    try {
      const preview = await waymark.preview(links, { projectId, mailingName });
      if (!isStale()) onPreview(preview);
    } catch (error) {
      if (isStale()) return;
      if (!onError) throw error;
      onError(error);
    }
  }

  function update(links: readonly LinkAsWritten[]): void {
    if (signal?.aborted) return;
    latest = links;
    clearTimeout(timer);
    timer = setTimeout(() => void show(links), delay);
  }

  return { update };
}
