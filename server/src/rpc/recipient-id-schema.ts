import { z } from 'zod';

/** Whether an id is stored as it is sent: control characters and halves of surrogate pairs would be lost on the way. */
const isKeptWhole = (id: string) => !/\p{Cc}/u.test(id) && id.isWellFormed();

/** A recipient id as a sender may write it. */
export const recipientIdSchema = z
  .string()
  .min(1)
  .max(512)
  .refine(isKeptWhole, 'has a control character or half a character in it; send the id without it');
