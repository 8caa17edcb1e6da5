import { type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { PeerCertificate, TLSSocket } from 'node:tls';

/** An answer. */
export interface AnswerAt {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** In Latin-1: a character is a byte. It is cut off where the caller wants no more of it. */
  readonly body: string;
}

/** A certificate that browsers would not accept for this host: Node's error code, and details of the certificate. */
export class CertificateRefused extends Error {
  readonly code: string;
  readonly certificate: PeerCertificate;

  constructor(code: string, certificate: PeerCertificate) {
    super(`The certificate is not accepted: ${code}.`);
    this.name = 'CertificateRefused';
    this.code = code;
    this.certificate = certificate;
  }
}

export interface RequestAtOptions {
  /** Time limit for the whole request. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Certificates of authorities to trust instead of the usual ones, in PEM. */
  readonly ca?: string | undefined;
  /** Sent beside Host. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How many bytes of the body are read of an answer with this status, beyond which the connection is closed. */
  readonly maxBodyBytes?: (status: number) => number;
}

const usualBodyBytes = 4096;

/**
 * GETs an http(s) URL from an IP address that the caller has approved: nothing is resolved here, redirects are not
 * followed, and only Host, the path and the given headers are sent. Rejects with CertificateRefused, with the system's
 * error, or with `ETIMEDOUT`.
 */
export function requestAt(url: URL, address: string, options: RequestAtOptions): Promise<AnswerAt> {
  const { promise, resolve, reject } = Promise.withResolvers<AnswerAt>();
  const secure = url.protocol === 'https:';
  const common = {
    host: address,
    port: url.port || (secure ? 443 : 80),
    path: `${url.pathname}${url.search}`,
    headers: { accept: '*/*', ...options.headers, host: url.host, connection: 'close' },
    agent: false,
    signal: options.signal,
    maxHeaderSize: 16_384,
  };
  const request = secure
    ? requestHttps({ ...common, servername: url.hostname, ca: options.ca, rejectUnauthorized: false })
    : requestHttp(common);
  const timer = setTimeout(() => request.destroy(timedOut()), options.timeoutMs);
  request.once('socket', (socket) => {
    if (secure) socket.once('secureConnect', () => refuseUntrusted(socket as TLSSocket));
  });
  request.once('response', (response) => {
    const { statusCode: status = 0, headers } = response;
    const maxBodyBytes = options.maxBodyBytes?.(status) ?? usualBodyBytes;
    let body = '';
    response.setEncoding('latin1');
    const finish = () => resolve({ status, headers, body });
    const cutOff = () => {
      finish();
      request.destroy();
    };
    if (maxBodyBytes === 0) return cutOff();
    response.on('data', (chunk: string) => {
      body = (body + chunk).slice(0, maxBodyBytes);
      if (body.length >= maxBodyBytes) cutOff();
    });
    response.once('end', finish);
    response.once('error', reject);
  });
  request.once('error', reject);
  request.end();
  return promise.finally(() => clearTimeout(timer));
}

/** Node checks the certificate in any case; continuing despite an error lets us see what is wrong with it. */
function refuseUntrusted(socket: TLSSocket): void {
  if (socket.authorized) return;
  const error: unknown = socket.authorizationError;
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  socket.destroy(new CertificateRefused(code, socket.getPeerCertificate()));
}

function timedOut(): Error {
  return Object.assign(new Error('The server did not answer in time.'), { code: 'ETIMEDOUT' });
}
