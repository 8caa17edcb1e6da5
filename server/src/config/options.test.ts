import { expect, it } from 'vitest';
import { readOptions } from './options.ts';

it('options of a start are known, or refused in a sentence', () => {
  expect(readOptions([])).toEqual({ anotherDatabase: false, nextSteps: false });
  expect(readOptions(['--another-database'])).toEqual({ anotherDatabase: true, nextSteps: false });
  expect(readOptions(['--next-steps'])).toEqual({ anotherDatabase: false, nextSteps: true });
  expect(() => readOptions(['--another-database', '--anotherdatabase'])).toThrow(
    'There is no option --anotherdatabase. The only one is --another-database.',
  );
});
