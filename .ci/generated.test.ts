import { expect, it } from 'vitest';
import { stalePages } from '../scripts/generate-docs.ts';

it('generated pages say what the code says (`npm run docs` writes them)', () => {
  expect(stalePages()).toEqual([]);
});
