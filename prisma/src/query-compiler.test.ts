import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readQueryCompiler } from './query-compiler.ts';

it("the client's query compiler is read from its module, which is not imported", () => {
  const client = readFileSync(new URL('../generated/internal/class.ts', import.meta.url), 'utf8');
  const [, module = ''] = /readQueryCompiler\("(.+)"\)/.exec(client) ?? [];
  expect(client).not.toMatch(/import\(".+wasm-base64/);
  expect(readQueryCompiler(module).subarray(0, 4).toString('latin1')).toBe('\0asm');
});
