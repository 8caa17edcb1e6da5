import { describe, expect, it } from 'vitest';
import { importsIn } from './imports.ts';

const values = (from: string, ...names: string[]) => ({ from, names, typeOnly: false });
const types = (from: string) => ({ from, names: [], typeOnly: true });

describe('the imports of a module', () => {
  it.each([
    ["import { a, b as c } from './x.ts';", [values('./x.ts', 'a', 'b')]],
    ["import a, { b } from './x.ts';", [values('./x.ts', 'b')]],
    ["import * as x from './x.ts';", [values('./x.ts')]],
    ["import './x.ts';", [values('./x.ts')]],
    ["import type { A } from './x.ts';", [types('./x.ts')]],
    ["import { type A, b } from './x.ts';", [values('./x.ts', 'b')]],
    ["export { a as b } from './x.ts';", [values('./x.ts', 'a')]],
    ["export * from './x.ts';", [values('./x.ts')]],
    ["export type { A } from './x.ts';", [types('./x.ts')]],
    ["await import('./x.ts');", [values('./x.ts')]],
    ["type A = import('./x.ts').A;", [types('./x.ts')]],
    ['const text = "import { a } from \'./x.ts\'";', []],
    ['export const a = 1;', []],
  ])('of %s', (text, expected) => {
    expect(importsIn('a.ts', text)).toEqual(expected);
  });
});
