import { request } from 'node:http';

/** The response that a mail program received; redirects are reported, not followed. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly location: string | undefined;
  readonly length: number;
}

/** A program's own name would be taken for a bot, and the demo plays a person. */
const browser = 'Mozilla/5.0 (X11; Linux x64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** Opens a link whose host is a name of this machine, whether or not the system's resolver knows names under .localhost. */
export function visit(link: string): Promise<Answer> {
  const url = new URL(link);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        hostname: '127.0.0.1',
        port: url.port,
        path: url.pathname + url.search,
        agent: false,
        headers: { host: url.host, 'user-agent': browser },
      },
      (response) => {
        let length = 0;
        response.on('data', (chunk: Buffer) => {
          length += chunk.length;
        });
        response.on('error', reject);
        response.on('end', () => {
          const { 'content-type': type = '', location } = response.headers;
          resolve({ status: response.statusCode ?? 0, type, location, length });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
}
