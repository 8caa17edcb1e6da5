import { describe, expect, it } from 'vitest';
import { circlesOf, importGraph, modules } from './import-graph.ts';
import { read } from './tree.ts';

describe('imports', () => {
  it('run in no circle in any package, those of types counted', async ({ annotate }) => {
    const graph = importGraph(modules, read);
    const circles = circlesOf(graph);
    await annotate(`${circles.length} circles among ${graph.size} modules`);
    expect(circles.map((circle) => circle.join(' → '))).toEqual([]);
  });

  it.each([
    ['of values', "import { b } from './b.ts'; export const a = b;"],
    ['of types', "import type { B } from './b.ts'; export type A = B;"],
    ['of exports', "export { b } from './b.ts';"],
    ['of types in place', "export type A = import('./b.ts').B;"],
    ['of modules loaded later', "export const later = () => import('./b.ts');"],
  ])('in a circle %s would be found', (_, a) => {
    const texts: Record<string, string> = { 'x/a.ts': a, 'x/b.ts': "import type { A } from './a.ts';" };
    const circles = circlesOf(importGraph(Object.keys(texts), (file) => texts[file] ?? ''));
    expect(circles).toEqual([['x/a.ts', 'x/b.ts', 'x/a.ts']]);
  });
});
