import { createServer, type IncomingHttpHeaders } from 'node:http';

export interface Arrival {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** The sender's own web site: what links in the mail lead to. */
export interface BrandSite {
  /** `http://localhost:<port>` */
  readonly origin: string;
  /** Requests for pages, oldest first. */
  readonly arrivals: readonly Arrival[];
  stop(): Promise<void>;
}

/** Starts a site that answers every path with a small page and notes who arrived. */
export async function startBrandSite(): Promise<BrandSite> {
  const arrivals: Arrival[] = [];
  const server = createServer(({ method = '', url = '', headers }, response) => {
    // Browsers ask for this one on their own.
    if (url !== '/favicon.ico') arrivals.push({ method, path: url, headers });
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><title>Brand</title><h1>You have arrived</h1>');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The brand site has no port.');
  return {
    origin: `http://localhost:${bound.port}`,
    arrivals,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
