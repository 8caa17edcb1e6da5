import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname, join, normalize } from 'node:path';
import { bundle } from './bundles.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const folders: Readonly<Record<string, string>> = {
  fixtures: join(import.meta.dirname, '../../extension/src/editors/fixtures'),
  npm: join(import.meta.dirname, '../node_modules'),
};

/** A web server on loopback with the editors' fixture pages. */
export interface Pages {
  /** Such as `http://localhost:40123`. */
  readonly origin: string;
  stop(): Promise<void>;
}

/** The file behind `/fixtures/…` or `/npm/…`; undefined for everything else. */
function fileFor(path: string): string | undefined {
  const [, first = '', ...rest] = normalize(path).split('/');
  const folder = folders[first];
  return folder === undefined ? undefined : join(folder, ...rest);
}

async function bodyOf(path: string): Promise<Buffer | string | undefined> {
  if (path.startsWith('/bundles/')) return bundle(basename(path));
  const file = fileFor(path);
  return file === undefined ? undefined : readFile(file).catch(() => undefined);
}

/** Serves the fixture pages and the editors' files from npm. */
export async function startPages(): Promise<Pages> {
  const server = createServer(async ({ url = '/' }, response) => {
    const path = new URL(url, 'http://localhost').pathname;
    const body = await bodyOf(path);
    const type = types[extname(path)] ?? 'application/octet-stream';
    // As real sites do: without it the browser compiles all of an editor again for each page.
    response.writeHead(body ? 200 : 404, { 'content-type': type, 'cache-control': 'max-age=3600' });
    response.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
