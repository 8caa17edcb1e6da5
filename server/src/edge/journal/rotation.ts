import type { GroupCommit } from './group-commit.ts';
import type { WrittenSegments } from './readable-segments.ts';
import type { SegmentWriter } from './segment-writer.ts';

interface RotationOptions {
  readonly commit: Pick<GroupCommit<unknown>, 'between'>;
  readonly writer: SegmentWriter;
  readonly segments: Pick<WrittenSegments, 'waitingBytes'>;
  readonly intervalMs: number;
  readonly onError: (error: unknown) => void;
}

/**
 * Keeps events from staying in a segment after they are stored elsewhere, where they may be erased or grow too old: a
 * segment that was read to its end is replaced by an empty one, however small it is. Returns the function that stops it.
 */
export function startRotation({ commit, writer, segments, intervalMs, onError }: RotationOptions): () => void {
  let stopped = false;
  const timer = setInterval(() => {
    if (segments.waitingBytes > 0 || !writer.holdsEvents) return;
    void commit.between(async () => {
      // What has been appended since must be read first.
      if (!stopped && segments.waitingBytes === 0) await writer.rotate().catch(onError);
    });
  }, intervalMs);
  timer.unref();
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}
