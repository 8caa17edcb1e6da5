import type { AppRouter } from '../api.ts';
import { apiErrors } from '../rpc/api-errors.data.ts';
import { inputSchemaOf, type JsonSchema, rightOf } from './procedures.ts';
import { type Route, routes } from './routes.data.ts';

const version = '1.0.0';

/** The OpenAPI 3.1 document of every route: inputs are those that the procedures check. */
export function openApiDocument(api: AppRouter, address: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] ??= {};
    paths[route.path]![route.method.toLowerCase()] = operation(route, api);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Waymark',
      version,
      description: 'Branded open and click tracking that never breaks a mail.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: new URL('/api/v1', address).href }],
    security: [{ key: [] }],
    tags: [...new Set(routes.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A secret key, or the key of a member.' },
      },
      schemas: { Error: errorSchema, Page: pageSchema },
      headers,
      parameters: { IdempotencyKey: idempotencyKey },
      responses: {
        Error: {
          description: 'What was wrong, and what to do',
          content: json(reference('schemas/Error')),
          headers: sentHeaders,
        },
      },
    },
  };
}

/** The routes that an address begins with, under which they are listed. */
export function tagOf({ path }: Route): string {
  return path.split('/')[1]!;
}

/** Where the fields of a route's input stand: in its path, in the query, or in the body. */
export function placesOf(route: Route, api: AppRouter) {
  const schema = inputSchemaOf(api, route.procedure);
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    schema: field,
    required: schema.required?.includes(name) === true,
  }));
  const others = fields.filter(({ name }) => !inPath.includes(name));
  const takesBody = route.method !== 'GET' && route.method !== 'DELETE';
  return {
    path: fields.filter(({ name }) => inPath.includes(name)),
    query: takesBody ? [] : others,
    body: takesBody ? others : [],
    /** The whole body, where there is one: without what stands in the path. */
    bodySchema: takesBody ? bodyOf(schema, inPath) : undefined,
  };
}

/** Of alternatives, which have no fields in common, each as it is. */
function bodyOf(schema: JsonSchema, inPath: readonly string[]): JsonSchema | undefined {
  if (schema.properties === undefined) return schema;
  const properties = Object.entries(schema.properties).filter(([name]) => !inPath.includes(name));
  if (properties.length === 0) return undefined;
  const required = (schema.required ?? []).filter((name) => !inPath.includes(name));
  return { ...schema, properties: Object.fromEntries(properties), required };
}

function operation(route: Route, api: AppRouter): object {
  const { path, query, bodySchema } = placesOf(route, api);
  const parameters = [
    ...path.map(({ name, schema: field }) => ({ name, in: 'path', required: true, schema: field })),
    ...query.map(({ name, required, schema: field }) => ({ name, in: 'query', required, schema: field })),
    ...(route.kind === 'creates' ? [reference('parameters/IdempotencyKey')] : []),
  ];
  return {
    operationId: `${route.procedure.replace('.', '_')}${route.path.endsWith('/search') ? '_search' : ''}`,
    summary: route.summary,
    description: `Needs the right \`${rightOf(api, route.procedure)}\`.`,
    tags: [tagOf(route)],
    ...(parameters.length > 0 && { parameters }),
    ...(bodySchema && { requestBody: { required: isNeeded(bodySchema), content: json(bodySchema) } }),
    responses: {
      [route.kind === 'creates' ? 201 : 200]: {
        description: route.kind === 'creates' ? 'Created' : 'Done',
        headers: sentHeaders,
        content: json(route.kind === 'list' ? reference('schemas/Page') : {}),
      },
      default: reference('responses/Error'),
    },
  };
}

const isNeeded = ({ required }: JsonSchema) => required === undefined || required.length > 0;
const json = (schema: object) => ({ 'application/json': { schema } });
const reference = (place: string) => ({ $ref: `#/components/${place}` });

const errorSchema: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'hint', 'requestId'],
      properties: {
        code: { type: 'string', enum: Object.keys(apiErrors) },
        message: { type: 'string', description: 'What was wrong; of an input, everything at once' },
        hint: { type: 'string', description: 'What to do' },
        field: { type: 'string', description: 'The first field of the input that is not as expected' },
        requestId: { type: 'string', description: 'The same as in `X-Request-Id`' },
      },
    },
  },
};

const pageSchema: JsonSchema = {
  type: 'object',
  required: ['data', 'nextCursor'],
  properties: {
    data: { type: 'array', items: { type: 'object' } },
    nextCursor: { type: ['string', 'null'], description: '`cursor` of the next page; null on the last one' },
  },
};

const headers = {
  'X-Request-Id': { description: 'The id of the request, in the log too', schema: { type: 'string' } },
  'Idempotent-Replayed': { description: 'That the answer is that of an earlier call', schema: { type: 'string' } },
  'RateLimit-Limit': { description: 'How many requests a key may send in a minute', schema: { type: 'integer' } },
  'RateLimit-Remaining': { description: 'How many of them are left', schema: { type: 'integer' } },
  'RateLimit-Reset': { description: 'In how many seconds there are as many again', schema: { type: 'integer' } },
};
const sentHeaders = Object.fromEntries(Object.keys(headers).map((name) => [name, reference(`headers/${name}`)]));

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'The same key with the same request is answered once made, for 24 hours, with the same answer',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};
