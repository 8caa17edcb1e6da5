import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { panelPages } from './pages.ts';

const script = 'console.log("panel");'.repeat(100);
let folder: string;
let server: Server;
let origin: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-panel-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Waymark</title>');
  writeFileSync(join(folder, 'assets/main-AbC123.js'), script);
  const app = express()
    .use('/unbuilt', panelPages(join(folder, 'nothing')))
    .use(panelPages(folder));
  server = createServer(app);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const bound = server.address();
  origin = `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}`;
});
afterAll(async () => {
  await new Promise((closed) => server.close(closed).closeAllConnections());
  rmSync(folder, { recursive: true });
});

describe('the panel', () => {
  it.each(['/', '/settings/domains', '/settings/domains/dom_1'])(
    'is the page at %s, which is never cached',
    async (path) => {
      const { status, headers } = await fetch(origin + path);
      expect([status, headers.get('cache-control'), headers.get('content-type')]).toEqual([
        200,
        'no-store',
        'text/html; charset=utf-8',
      ]);
    },
  );

  it('runs its own scripts and styles alone, and in nobody else’s frame', async () => {
    const policy = (await fetch(origin)).headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('has files that are kept for ever, packed for who takes them packed', async () => {
    for (const encoding of ['gzip', 'identity']) {
      const response = await fetch(`${origin}/assets/main-AbC123.js`, { headers: { 'accept-encoding': encoding } });
      expect(response.headers.get('cache-control')).toContain('immutable');
      expect(response.headers.get('content-encoding')).toBe(encoding === 'gzip' ? 'gzip' : null);
      expect(await response.text()).toBe(script);
    }
  });

  it.each(['/assets/main-Other1.js', '/assets/..%2findex.html', '/elsewhere'])('has nothing at %s', async (path) => {
    expect((await fetch(origin + path)).status).toBe(404);
  });

  it('says how it is built where it was not', async () => {
    expect(await (await fetch(`${origin}/unbuilt/`)).text()).toContain('npm start');
  });
});
