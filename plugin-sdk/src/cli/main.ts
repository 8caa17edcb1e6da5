#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { run } from './run.ts';

/** UTF-8 only: of another encoding letters would be lost without a word. */
const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

process.exitCode = await run(process.argv.slice(2), {
  read: async (file) => decode(file === '-' ? await buffer(process.stdin) : await readFile(file)),
  print: (text) => process.stdout.write(`${text}\n`),
  warn: (text) => process.stderr.write(`${text}\n`),
  env: process.env,
});
