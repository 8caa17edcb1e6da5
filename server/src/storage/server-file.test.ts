import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeServerFile } from './server-file.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-note-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the file of a running server', () => {
  it('tells programs of the same user where it listens, until it stops', () => {
    const remove = writeServerFile(folder, 'http://localhost:8080');
    const file = join(folder, 'server.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ url: 'http://localhost:8080', pid: process.pid });
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
    remove();
    remove();
    expect(existsSync(file)).toBe(false);
  });
});
