import { z } from 'zod';

/** Line breaks and other control characters mean nothing in a name, and PostgreSQL accepts no NUL in a text. */
const controls = /\p{Cc}+/gu;
/** Where one of these is not ended, the sentence around the name is written backwards. */
const directions = /[\u202A-\u202E\u2066-\u2069]/g;

/** The name that a person gives to something: one line of at most `maxLength` characters, trimmed. */
export function nameSchema(maxLength: number) {
  return z
    .string()
    .transform((text) => text.replace(controls, ' ').replace(directions, '').trim())
    .pipe(z.string().min(1).max(maxLength));
}
