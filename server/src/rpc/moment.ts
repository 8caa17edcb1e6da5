import { z } from 'zod';
import { inBoth } from './input-problems.ts';

const [first, end] = [Date.UTC(1970, 0), Date.UTC(3000, 0)];

/** A moment that a database can compare, in any time zone; PostgreSQL knows no year 0, and no offset of 16 hours. */
export const moment = z.iso
  .datetime({ offset: true })
  .refine(
    (text) => Date.parse(text) >= first && Date.parse(text) < end,
    inBoth('has to lie in the years 1970 to 2999', 'muss in den Jahren 1970 bis 2999 liegen'),
  )
  .transform((text) => new Date(text).toISOString());
