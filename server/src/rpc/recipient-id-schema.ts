import { z } from 'zod';
import { inBoth } from './input-problems.ts';

/** Whether an id is stored as it is sent: control characters and halves of surrogate pairs would be lost on the way. */
const isKeptWhole = (id: string) => !/\p{Cc}/u.test(id) && id.isWellFormed();

const text = z
  .string()
  .min(1)
  .max(512)
  .refine(
    isKeptWhole,
    inBoth(
      'has a control character or half a character in it; send the id without it',
      'enthält ein Steuerzeichen oder ein halbes Zeichen; senden Sie die ID ohne',
    ),
  );

/** A recipient id as a sender may write it; a whole number is its digits. */
export const recipientIdSchema = z
  .union(
    [text, z.int().min(0)],
    inBoth(
      'has to be text of 1 to 512 characters, or a whole number',
      'muss ein Text von 1 bis 512 Zeichen oder eine ganze Zahl sein',
    ),
  )
  .transform(String);
