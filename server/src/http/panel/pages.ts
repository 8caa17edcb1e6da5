import { existsSync, globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Request, type Response, Router } from 'express';
import { sendPage } from '../page.ts';

const built = fileURLToPath(new URL('../../../../panel/.output', import.meta.url));

/** Where the panel has pages: they all are the one document, whose script reads the address. */
const pages = ['/', '/settings/*rest', '/mailings{/:id}', '/projects', '/arrived'];

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Scripts, styles and calls of this server alone; nothing written into the page, nothing from anybody else. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** A file of the panel, as it is sent to browsers that take it packed, and to others. */
interface File {
  readonly type: string;
  readonly plain: Buffer;
  readonly packed: Buffer;
}

/** The web panel, from the files in `folder` that were built before the start. They are few, and kept in memory. */
export function panelPages(folder = built): Router {
  const panel = Router();
  const files = readFiles(folder);
  panel.get('/assets/:name', (request: Request<{ name: string }>, response, next) => {
    const file = files.get(`assets/${request.params.name}`);
    if (!file) return next();
    // Its name holds its hash: another content has another name.
    send(request, response, file, 'public, max-age=31536000, immutable');
  });
  panel.get(pages, (request, response) => {
    const page = files.get('index.html');
    if (!page) return sendNotBuilt(response);
    response.set({ 'content-security-policy': policy, 'referrer-policy': 'same-origin' });
    send(request, response, page, 'no-store');
  });
  return panel;
}

function readFiles(folder: string): ReadonlyMap<string, File> {
  if (!existsSync(folder)) return new Map();
  const names = globSync('{index.html,assets/*}', { cwd: folder });
  return new Map(
    names.map((name) => {
      const plain = readFileSync(join(folder, name));
      const type = types[extname(name)] ?? 'text/html; charset=utf-8';
      return [name.replaceAll('\\', '/'), { type, plain, packed: gzipSync(plain) }] as const;
    }),
  );
}

function send(request: Request, response: Response, { type, plain, packed }: File, caching: string): void {
  const isPacked = request.acceptsEncodings('gzip') === 'gzip';
  if (isPacked) response.set('content-encoding', 'gzip');
  response
    .set({
      'cache-control': caching,
      'content-type': type,
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    })
    .send(isPacked ? packed : plain);
}

/** A server that was started without `npm start` may have no panel; links and the API work all the same. */
function sendNotBuilt(response: Response): void {
  sendPage(
    response,
    200,
    'Waymark',
    '<h1>Waymark is running</h1><p>Branded open and click tracking that never breaks a mail.</p><p class="soft">The panel was not built: <code>npm start</code> builds it.</p>',
  );
}
