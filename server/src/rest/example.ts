import type { AppRouter } from '../api.ts';
import { placesOf } from './document.ts';
import type { JsonSchema } from './procedures.ts';
import type { Route } from './routes.data.ts';

/** A type as a person reads it: `list of text`. */
export function typeText(schema: JsonSchema): string {
  const { type, items, anyOf, oneOf, const: constant } = schema;
  const values = schema['enum'];
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (constant !== undefined) return JSON.stringify(constant);
  const others = anyOf ?? oneOf;
  if (Array.isArray(others)) return [...new Set(others.map(typeText))].join(' | ');
  if (type === 'array') return `list of ${typeText((items ?? {}) as JsonSchema)}`;
  const text = String(type ?? 'any');
  return typeof schema['description'] === 'string' ? `${text}, ${schema['description'].replaceAll('`', '')}` : text;
}

/** A call of a route with curl, with its required fields. */
export function exampleOf(
  route: Route,
  { api, address }: { readonly api: AppRouter; readonly address: string },
): string {
  const { query, body } = placesOf(route, api);
  const needed = query
    .filter(({ required }) => required)
    .map(({ name, schema }) => `${name}=${String(sample(schema))}`);
  const url = new URL(`/api/v1${route.path}`, address).href.replaceAll('%7B', '{').replaceAll('%7D', '}');
  const sent = body.filter(({ required }) => required).map(({ name, schema }) => [name, sample(schema)]);
  const lines = [
    `curl ${route.method === 'GET' ? '' : `-X ${route.method} `}'${url}${needed.length > 0 ? `?${needed.join('&')}` : ''}'`,
    `-H "authorization: Bearer $WAYMARK_KEY"`,
    ...(body.length > 0
      ? [`-H 'content-type: application/json'`, `-d '${JSON.stringify(Object.fromEntries(sent))}'`]
      : []),
  ];
  return lines.join(' \\\n  ');
}

/** Something of a type, for an example. */
function sample(schema: JsonSchema): unknown {
  const values = schema['enum'];
  if (Array.isArray(values)) return values[0];
  const [first] = (schema['anyOf'] ?? schema['oneOf'] ?? []) as readonly JsonSchema[];
  if (first !== undefined) return sample(first);
  switch (schema.type) {
    case 'array':
      return [sample((schema['items'] ?? {}) as JsonSchema)];
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((name) => [name, sample(schema.properties?.[name] ?? {})]));
    default:
      return schema['const'] ?? /`(\w+_…)`/.exec(String(schema['description']))?.[1] ?? '…';
  }
}
