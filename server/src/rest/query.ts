import { decoded } from './find-route.ts';
import type { JsonSchema } from './procedures.ts';

/**
 * The fields that a query (`limit=10&test=true`) says, as values of the types that the input has. What does not fit stays
 * text, and the procedure says what is wrong with it. Throws invalid_input for an encoding that is none.
 */
export function fieldsOfQuery(query: string, { properties = {} }: JsonSchema): Readonly<Record<string, unknown>> {
  const said = new Map<string, string[]>();
  for (const pair of query.split('&').filter((text) => text !== '')) {
    const [name, ...value] = pair.replaceAll('+', ' ').split('=');
    const field = decoded(name!);
    said.set(field, [...(said.get(field) ?? []), decoded(value.join('='))]);
  }
  return Object.fromEntries([...said].map(([name, texts]) => [name, typedValue(texts, ownSchema(properties, name))]));
}

/** Never of Object's own members, such as `constructor`. */
function ownSchema(properties: Readonly<Record<string, JsonSchema>>, name: string): JsonSchema | undefined {
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function typedValue(texts: readonly string[], schema: JsonSchema | undefined): unknown {
  if (schema?.type === 'array') return texts;
  const [text = ''] = texts;
  // The same field twice is a mistake, and none of the two may be ignored.
  if (texts.length > 1) return texts;
  if ((schema?.type === 'integer' || schema?.type === 'number') && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (schema?.type === 'boolean' && /^(?:true|false)$/.test(text)) return text === 'true';
  return text;
}
