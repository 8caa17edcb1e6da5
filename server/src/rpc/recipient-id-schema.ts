import { z } from 'zod';

/** Whether an id is stored as it is sent: control characters and halves of surrogate pairs would be lost on the way. */
const isKeptWhole = (id: string) => !/\p{Cc}/u.test(id) && id.isWellFormed();

const text = z
  .string()
  .min(1)
  .max(512)
  .refine(isKeptWhole, 'has a control character or half a character in it; send the id without it');

/** A recipient id as a sender may write it; a whole number is its digits. */
export const recipientIdSchema = z
  .union([text, z.int().min(0)], 'has to be text of 1 to 512 characters, or a whole number')
  .transform(String);
