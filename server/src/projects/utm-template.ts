import { type UtmTemplate, utmVariables } from '@waymark/core';
import { Prisma } from '@waymark/prisma';
import { z } from 'zod';
import { inBoth } from '../rpc/input-problems.ts';

const variables = utmVariables.map((name) => `{${name}}`);
const controls = /\p{Cc}+/gu;

const parameter = z.strictObject({
  name: z
    .string()
    .max(64)
    .regex(
      /^[\w.~-]+$/,
      inBoth('has to consist of letters, digits and . _ ~ -', 'darf nur aus Buchstaben, Ziffern und . _ ~ - bestehen'),
    ),
  value: z
    .string()
    .transform((text) => text.replace(controls, ' ').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(200)
        .refine(
          (text) => !/[{}]/.test(variables.reduce((rest, one) => rest.replaceAll(one, ''), text)),
          inBoth(
            `may have braces in ${variables.join(', ')} only`,
            `darf geschweifte Klammern nur in ${variables.join(', ')} haben`,
          ),
        ),
    ),
});

const notAHost = inBoth(
  'has to be the name of a host, such as partner.example',
  'muss der Name eines Hosts sein, wie partner.example',
);

/** A host name as the URL parser writes it. */
const host = z
  .string()
  .max(253)
  .transform((text, context) => {
    const written = text.trim().toLowerCase();
    const hostname = /[/?#@:\s]/.test(written) ? undefined : URL.parse(`https://${written}/`)?.hostname;
    if (hostname !== undefined && hostname !== '') return hostname.replace(/\.$/, '');
    context.addIssue({ code: 'custom', message: notAHost });
    return z.NEVER;
  });

/** A project's UTM template; null or one without parameters: nothing is added. */
export const utmSchema = z
  .strictObject({
    parameters: z
      .array(parameter)
      .max(20)
      .refine(
        (list) => new Set(list.map(({ name }) => name.toLowerCase())).size === list.length,
        inBoth('has to name each parameter once', 'darf jeden Parameter nur einmal nennen'),
      ),
    excludedHosts: z.array(host).max(200).default([]),
  })
  .nullable();

/** The template as it is stored: what was cleared, and what has no parameters, is nothing. */
export function storedUtm(utm: UtmTemplate | null): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return utm === null || utm.parameters.length === 0 ? Prisma.DbNull : (utm as unknown as Prisma.InputJsonObject);
}

/** The template of a project; null without one. */
export function utmOf({ utm }: { readonly utm: Prisma.JsonValue }): UtmTemplate | null {
  return utm === null ? null : (utm as unknown as UtmTemplate);
}

/** The names of the parameters that a project adds. */
export function addedParameters(project: { readonly utm: Prisma.JsonValue }): readonly string[] {
  return utmOf(project)?.parameters.map(({ name }) => name) ?? [];
}
