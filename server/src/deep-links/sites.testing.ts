import type { RequestListener } from 'node:http';
import { createAuthority } from '../net/certificates.testing.ts';
import { startHttps } from '../net/misbehaving-https.testing.ts';
import { appleFile, json } from './fetching/fetching.testing.ts';

/** Websites on this machine, all at one port. */
export interface Sites {
  readonly ca: string;
  readonly port: number;
  readonly mayConnect: () => boolean;
  /** Where one of them stands in for Apple's servers. */
  readonly appleCdn: string;
  /** Adds a host that answers so; one without an answer has no files. */
  add(answer?: RequestListener): string;
  set(host: string, answer: RequestListener): void;
  /** What a host was asked for, each with the ETag that it was asked with. */
  requestsTo(host: string): readonly string[];
  /** How often anything was asked for. */
  asked(): number;
  stop(): Promise<void>;
}

/** Starts websites under a name whose subdomains lead to this machine. */
export async function startSites(zone: string): Promise<Sites> {
  const answers = new Map<string, RequestListener>();
  const asked: string[] = [];
  const authority = createAuthority();
  const server = await startHttps(authority.issue(`*.${zone}`), (request, response) => {
    const [host = ''] = (request.headers.host ?? '').split(':');
    asked.push(`${host}${request.url}${request.headers['if-none-match'] ?? ''}`);
    const answer = answers.get(host);
    if (answer === undefined) return void response.writeHead(404).end();
    answer(request, response);
  });
  let count = 0;
  return {
    ca: authority.root,
    port: server.port,
    mayConnect: () => true,
    appleCdn: `https://cdn.${zone}`,
    add(answer) {
      const host = `brand${++count}.${zone}`;
      if (answer !== undefined) answers.set(host, answer);
      return host;
    },
    set: (host, answer) => void answers.set(host, answer),
    requestsTo: (host) => asked.filter((path) => path.startsWith(`${host}/`)),
    asked: () => asked.length,
    async stop() {
      authority.remove();
      await server.stop();
    },
  };
}

/** A site with an app for iOS, whose file has an ETag. */
export const apple: RequestListener = (request, response) => {
  if (!request.url?.startsWith('/.well-known/apple')) return void response.writeHead(404).end();
  const isSame = request.headers['if-none-match'] === '"1"';
  response.writeHead(isSame ? 304 : 200, { ...json, etag: '"1"' }).end(isSame ? undefined : appleFile);
};
