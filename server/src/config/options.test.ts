import { expect, it } from 'vitest';
import { readOptions } from './options.ts';

it('options of a start are known, or refused in a sentence', () => {
  expect(readOptions([])).toEqual({ anotherDatabase: false });
  expect(readOptions(['--another-database'])).toEqual({ anotherDatabase: true });
  expect(() => readOptions(['--another-database', '--anotherdatabase'])).toThrow(
    'There is no option --anotherdatabase. The only one is --another-database.',
  );
});
