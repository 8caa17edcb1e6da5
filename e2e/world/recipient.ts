import { type IncomingHttpHeaders, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface VisitOptions {
  readonly method?: string;
  /** Sent in place of the link's own host. */
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A desktop browser; a program's own name would be taken for a bot. */
const browser = 'Mozilla/5.0 (X11; Linux x64; rv:140.0) Gecko/20100101 Firefox/140.0';

/**
 * Opens a link as a recipient would whose resolver says that its host is this machine: any host name is reached on
 * 127.0.0.1 and the link's port. Redirects are answered, not followed.
 */
export function visit(link: string, { method = 'GET', host, headers }: VisitOptions = {}): Promise<Answer> {
  const url = new URL(link);
  return new Promise((resolve, reject) => {
    const outgoing = request({
      hostname: '127.0.0.1',
      port: url.port,
      path: url.pathname + url.search,
      method,
      agent: false,
      headers: { host: host ?? url.host, 'user-agent': browser, ...headers },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    outgoing.end();
  });
}
