import { z } from 'zod';
import { inBoth } from './input-problems.ts';

/** How many things a page of a list has at most, and how many without a wish. */
export const [maxPage, usualPage] = [500, 100];

/** A stretch of a list. */
export interface Page<Item> {
  readonly data: readonly Item[];
  /** What the next page is asked for with; null at the end. */
  readonly nextCursor: string | null;
}

/** Text of a cursor; PostgreSQL accepts no NUL in it. */
export const cursorText = z.string().regex(/^[^\0]*$/);

/** What a person types to find something by a part of its name. */
export const searchText = z
  .string()
  .max(200)
  .regex(/^[^\0]*$/, inBoth('has a character in it that no name has', 'enthält ein Zeichen, das in keinem Namen steht'))
  .transform((text) => text.trim())
  .optional();

/** Finds texts with a part that somebody typed, whatever its capitals: a `%` in it is a `%`, and no pattern of SQL's LIKE. */
export function containing(part: string) {
  return { contains: part.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } as const;
}

const notOurs = inBoth(
  'is not the nextCursor of this list; leave it out to begin with the first page',
  'ist nicht der nextCursor dieser Liste; lassen Sie ihn weg, um mit der ersten Seite zu beginnen',
);

/**
 * The fields with which a page of a list is asked for. A list goes on after the last thing that was read, in an order in
 * which each has one place, so that a page is found by an index and nothing is left out or repeated because of what was
 * added meanwhile. `position` is that place: what the list is ordered by.
 */
export function pageFields<Position>(position: z.ZodType<Position>) {
  const cursor = z
    .string()
    .max(4000)
    .transform((text, context) => {
      const read = position.safeParse(decoded(text));
      if (read.success) return read.data;
      context.addIssue({ code: 'custom', message: notOurs });
      return z.NEVER;
    });
  return {
    limit: z.int().min(1).max(maxPage).default(usualPage),
    cursor: cursor.describe('`nextCursor` of the page before').optional(),
  };
}

/** The place of something in a list that is ordered by time and id, the newest first. */
export type MomentCursor = readonly [at: string, id: string];

/** The condition for what comes after a place in such a list; none for its first page. */
export function olderThan(cursor: MomentCursor | undefined) {
  if (cursor === undefined) return {};
  const [at, id] = cursor;
  return { at: { lte: at }, OR: [{ at: { lt: at } }, { id: { lt: id } }] };
}

/** A page of what was read with one more row than the page holds, which says whether there is another page. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  { positionOf, view }: { positionOf: (row: Row) => readonly (string | number | null)[]; view: (row: Row) => Item },
): Page<Item> {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    data: rows.slice(0, limit).map(view),
    nextCursor: last === undefined ? null : Buffer.from(JSON.stringify(positionOf(last))).toString('base64url'),
  };
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
