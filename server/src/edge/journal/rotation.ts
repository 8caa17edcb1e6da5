import type { GroupCommit } from './group-commit.ts';
import type { SegmentReader } from './segment-reader.ts';
import type { SegmentWriter } from './segment-writer.ts';

interface TurnoverParts {
  readonly commit: Pick<GroupCommit<unknown>, 'between'>;
  readonly writer: SegmentWriter;
  readonly reader: SegmentReader;
  /** How often to look, in milliseconds. */
  readonly every: number;
  readonly onError: (error: unknown) => void;
}

/**
 * Keeps events from staying in a segment after they are stored elsewhere, where they may be erased or grow too old: a
 * segment that was read to its end gives way to an empty one, however small it is. Returns what ends it.
 */
export function startTurnover({ commit, writer, reader, every, onError }: TurnoverParts): () => void {
  let ended = false;
  const timer = setInterval(() => {
    if (reader.waitingBytes > 0 || !writer.holdsEvents) return;
    void commit.between(async () => {
      // What was appended since is read first.
      if (!ended && reader.waitingBytes === 0) await writer.turnOver().catch(onError);
    });
  }, every);
  timer.unref();
  return () => {
    ended = true;
    clearInterval(timer);
  };
}
