import { expect, it } from 'vitest';
import { fieldsOf, typeOf } from './json-schema-type.ts';

it('writes the type of a value with its limits', () => {
  expect(typeOf({ type: 'string', maxLength: 8192 })).toBe('`string`, up to 8,192 characters');
  expect(typeOf({ type: 'integer', minimum: 1, maximum: 200 })).toBe('`integer`, 1 to 200');
  expect(typeOf({ type: 'integer', exclusiveMinimum: 0, maximum: Number.MAX_SAFE_INTEGER })).toBe('`integer`, from 1');
  expect(typeOf({ type: 'string', enum: ['en', 'de'] })).toBe('`"en"` \\| `"de"`');
  expect(typeOf({ anyOf: [{ type: 'string', format: 'uuid' }, { type: 'null' }] })).toBe('`string`, uuid \\| `null`');
  expect(typeOf({ type: 'boolean', const: true })).toBe('`true`');
  expect(typeOf({ oneOf: [{ const: 'ios' }, { const: 'android' }] })).toBe('`"ios"` \\| `"android"`');
});

it('writes what a list or an object holds', () => {
  expect(typeOf({ type: 'array', items: { type: 'string' }, maxItems: 1000 })).toBe('array of `string`; at most 1,000');
  const place = { type: 'object', properties: { at: { type: 'string' }, id: {} }, required: ['at'] };
  expect(typeOf(place)).toBe('object: `at` `string`, `id?` `any`');
});

it('tells fields that have to be there', () => {
  const fields = fieldsOf({ properties: { id: {}, name: {} }, required: ['id'] });
  expect(fields.map(({ name, required }) => [name, required])).toEqual([
    ['id', true],
    ['name', false],
  ]);
});
