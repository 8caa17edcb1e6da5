import { z } from 'zod';

const [first, end] = [Date.UTC(1970, 0), Date.UTC(3000, 0)];

/** A moment that a database can compare, in any time zone; PostgreSQL knows no year 0, and no offset of 16 hours. */
export const moment = z.iso
  .datetime({ offset: true })
  .refine((text) => Date.parse(text) >= first && Date.parse(text) < end, 'has to lie in the years 1970 to 2999')
  .transform((text) => new Date(text).toISOString());
