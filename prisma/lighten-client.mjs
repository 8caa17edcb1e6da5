// Runs after `prisma generate`. The client imports its query compiler as a module that holds 2.3 MB of base64, which then
// stay in memory for as long as the program runs: as the text of the module, as the string in it, and in Node's compile
// cache. Here it reads the same file instead. Plain JavaScript: it runs before anything else is built.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('generated/internal/class.ts', import.meta.url);
const imports =
  /const \{ wasm \} = await import\("(@prisma\/client\/runtime\/[\w.-]+)"\)\s+return await decodeBase64AsWasm\(wasm\)/;
const generated = readFileSync(file, 'utf8');
if (!imports.test(generated)) throw new Error(`Prisma generates another client than ${import.meta.url} expects.`);
writeFileSync(
  file,
  generated.replace(
    imports,
    `const { readQueryCompiler } = await import("../../src/query-compiler.ts")
    return new WebAssembly.Module(readQueryCompiler("$1"))`,
  ),
);
