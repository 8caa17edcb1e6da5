import { type IncomingHttpHeaders, request } from 'node:http';

/** The response as a client sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Asked {
  /** The Host header; by default `localhost`, which is the server's own. */
  readonly host?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A desktop browser, because other programs would be classified as bots. */
const browser = 'Mozilla/5.0 (X11; Linux x64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** For tests that read metrics: the setting of the server, and the header of Prometheus. */
export const metricsSecret = 'a-secret-of-prometheus';
export const askingMetrics = { headers: { authorization: `Bearer ${metricsSecret}` } } as const;

/** Sends one request to a port of this machine, whatever host it names, without following redirects. */
export function ask(port: number, path: string, asked: Asked = {}): Promise<Answer> {
  const { host = 'localhost', method = 'GET', headers = {}, body } = asked;
  return new Promise((answered, failed) => {
    const options = { host: '127.0.0.1', port, path, method, agent: false };
    const sent = request({ ...options, headers: { host, 'user-agent': browser, ...headers } }, async (response) => {
      const text = Buffer.concat(await response.toArray()).toString();
      answered({ status: response.statusCode ?? 0, headers: response.headers, text });
    });
    sent.on('error', failed);
    sent.end(body);
  });
}
