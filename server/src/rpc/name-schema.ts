import { z } from 'zod';

/** Line breaks and other control characters mean nothing in a name, and PostgreSQL accepts no NUL in a text. */
const controls = /\p{Cc}+/gu;

/** The name that a person gives to something: one line of at most `maxLength` characters, trimmed. */
export function nameSchema(maxLength: number) {
  return z
    .string()
    .transform((text) => text.replace(controls, ' ').trim())
    .pipe(z.string().min(1).max(maxLength));
}
