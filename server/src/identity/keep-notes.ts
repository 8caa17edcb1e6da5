import type { Position } from '../feed/change-log.ts';
import { type Note, writeNotes } from './note.ts';

/** How long a note may lag behind. */
const intervalMs = 5000;

/** Keeps the notes of a data folder up to date for as long as its server runs. */
export interface KeptNotes {
  update(position: Position): void;
  /** Writes what is not written yet. */
  stop(): void;
}

/** `former`: the notes until now, of which those of the same epoch still count. */
export function keepNotes(folder: string, identity: Omit<Note, keyof Position>, former: readonly Note[]): KeptNotes {
  let note: Note = { ...identity, wal: '0', lastMailing: 0, lastLink: 0 };
  let timer: NodeJS.Timeout | undefined;
  const advance = ({ wal, lastMailing, lastLink }: Position) => {
    note = {
      ...identity,
      wal: BigInt(wal) > BigInt(note.wal) ? wal : note.wal,
      lastMailing: Math.max(lastMailing, note.lastMailing),
      lastLink: Math.max(lastLink, note.lastLink),
    };
  };
  const write = () => {
    timer = undefined;
    writeNotes(folder, note);
  };
  for (const { epoch, database, timeline, ...position } of former) {
    const isOnSameLog = database === identity.database && timeline === identity.timeline;
    if (epoch === identity.epoch) advance(isOnSameLog ? position : { ...position, wal: '0' });
  }
  write();
  return {
    update(position) {
      advance(position);
      timer ??= setTimeout(write, intervalMs).unref();
    },
    stop() {
      clearTimeout(timer);
      if (timer !== undefined) write();
    },
  };
}
