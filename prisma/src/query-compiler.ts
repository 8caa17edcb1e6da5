import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The WASM of Prisma's query compiler, out of a module that is read and not imported: see lighten-client.mjs. */
export function readQueryCompiler(module: string): Buffer {
  const text = readFileSync(createRequire(import.meta.url).resolve(module), 'latin1');
  const [, base64 = ''] = /"([\w+/=]+)"/.exec(text) ?? [];
  return Buffer.from(base64, 'base64');
}
