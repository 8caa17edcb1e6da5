import { fetchFailures, publishedFindings, publishedPlaces } from '@waymark/core';
import type { FileCheck } from '@waymark/prisma';
import { z } from 'zod';
import type { System } from '../fetching/fetched.ts';

/** The text of each file; null for one that is not served. */
export type ServedFiles = Readonly<Record<System, string | null>>;

/** What was found of a file at one place, as it is stored. */
export type CheckedPlace = Readonly<z.infer<typeof placeSchema>>;

const placeSchema = z.object({
  place: z.enum(publishedPlaces),
  url: z.string(),
  finding: z.enum(publishedFindings),
  why: z.enum(fetchFailures).optional(),
  contentType: z.string().optional(),
  text: z.string().optional(),
});
const servedSchema = z.object({ ios: z.string().nullable(), android: z.string().nullable() });

/** What was served when the files of a domain were looked at, and what was found, but for what only a later version knows. */
export function readCheck(check: FileCheck): { readonly served: ServedFiles; readonly places: CheckedPlace[] } {
  const places = z.array(z.unknown()).parse(check.places);
  return {
    served: servedSchema.parse(check.served),
    places: places.flatMap((place) => placeSchema.safeParse(place).data ?? []),
  };
}
