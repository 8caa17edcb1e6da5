import { describe, expect, it } from 'vitest';
import type { DatabaseState } from './database-state.ts';
import { judge } from './judge.ts';
import type { CopyNote, Note } from './note.ts';

const place = { database: '7/1', timeline: '00000001' };
const epoch = (id: string) => ({ id, mailingsBefore: 0, linksBefore: 0, lastOldId: 0 });

function database(changes: Partial<NonNullable<DatabaseState['stored']>> = {}, live = {}): DatabaseState {
  return {
    live: { ...place, wal: '1000', ...live },
    hasAccounts: true,
    stored: { installation: 'i', ...place, epochs: [epoch('e1')], lastMailing: 10, lastLink: 20, ...changes },
  };
}
const unidentified = (hasAccounts: boolean): DatabaseState => ({ ...database(), hasAccounts, stored: undefined });

const note = (changes: Partial<Note> = {}): Note => ({
  installation: 'i',
  epoch: 'e1',
  ...place,
  wal: '900',
  lastMailing: 10,
  lastLink: 20,
  ...changes,
});
const of = (...notes: Note[]) => ({ notes, copy: undefined });
const copyOf = (copy: CopyNote) => ({ notes: [], copy });
const nothing = of();

describe('a database is to a data folder', () => {
  it.each([
    ['new, when nobody used either', unidentified(false), nothing, 'new'],
    ['the same', database(), of(note()), 'same'],
    ['the same, further on', database({ lastLink: 500 }, { wal: '9999' }), of(note()), 'same'],
    ['the same, for an empty folder', database(), nothing, 'same'],
    ['the same, after an upgrade, with a copy of it', unidentified(true), copyOf(place), 'same'],
    ['the same, with a copy that an earlier version made of it', database(), copyOf(place), 'same'],
    [
      'the same, in a later epoch',
      database({ epochs: [epoch('e1'), epoch('e2')] }),
      of(note({ lastLink: 999 })),
      'same',
    ],
    ['moved, by a dump, for an empty folder', database({}, { database: '8/1' }), nothing, 'moved'],
    ['moved, by a dump, for its own folder', database({}, { database: '8/1', wal: '5' }), of(note()), 'moved'],
    ['moved, by a failover', database({}, { timeline: '00000002' }), of(note()), 'moved'],
    ['older, by a link', database(), of(note({ lastLink: 21 })), 'older'],
    ['older, by a mailing, elsewhere', database({}, { database: '8/1' }), of(note({ lastMailing: 11 })), 'older'],
    ['older, by the log of PostgreSQL', database(), of(note({ wal: '1001' })), 'older'],
    ['older, as the copy of the links knows', database(), copyOf(note({ wal: '1001' })), 'older'],
    ['older, as the event log knows', database(), of(note(), note({ wal: '1001' })), 'older'],
    ['older, by an epoch', database(), of(note({ epoch: 'e2', wal: '0', lastLink: 0 })), 'older'],
    ['empty', unidentified(false), of(note()), 'empty'],
    ['empty, for a copy of an earlier version', unidentified(false), copyOf({ ...place, database: '8/1' }), 'empty'],
    ['unidentified', unidentified(true), of(note()), 'unidentified'],
    ['another', database({ installation: 'j' }), of(note()), 'another'],
    ['another, of the event log', database(), of(note(), note({ installation: 'j' })), 'another'],
    ['another, of a copy of an earlier version', database(), copyOf({ ...place, database: '8/1' }), 'another'],
  ])('%s', (_, state, known, verdict) => {
    expect(judge(state, known)).toBe(verdict);
  });
});
