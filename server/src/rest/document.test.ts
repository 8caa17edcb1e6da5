import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { type AppRouterNeeds, createAppRouter } from '../router.ts';
import { openApiDocument } from './document.ts';
import { routes } from './routes.data.ts';

const api = createAppRouter(new Proxy({}, { get: () => ({}) }) as AppRouterNeeds);
const document = openApiDocument(api, 'https://waymark.example');

describe('the OpenAPI document', () => {
  it('is one of version 3.1, as a public validator says', async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(JSON.stringify(document)))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('has each route once, under a name of its own', () => {
    const { paths } = document as { paths: Record<string, Record<string, { operationId: string }>> };
    const operations = Object.values(paths).flatMap((path) => Object.values(path));
    expect(operations).toHaveLength(routes.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(routes.length);
  });
});
